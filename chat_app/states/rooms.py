"""My rooms, my place in each, and what one does with rooms as a whole."""

import uuid
from functools import partial
from typing import Any

import reflex as rx

from chat_app import policy
from chat_app.live import opening, store
from chat_app.live.broadcast import push
from chat_app.live.entries import ROOM_DIALOG
from chat_app.live.gate import public
from chat_app.live.process import current, signed_in, tab_of
from chat_app.services import limits, memberships
from chat_app.services.errors import Refused
from chat_app.states.room_acts import UNREADABLE, refuse, saying


@store.holds("rooms")
class RoomsState(rx.State):
    """Entries: `r_<room id>` (RoomOut), `u_<room id>` (MembershipOut), `d_<room id>` (DraftOut), `i_<room id>`
    (RoomDetails), `ready`, `refused`; made in the browser: `asking` (which dialog is open), `pane` (the room whose
    details are), `folded`."""

    last_room: str = rx.LocalStorage("", name="parley_last_room")
    wanted: str = rx.LocalStorage("", name="parley_wanted")  # the page that asked for a sign-in

    @rx.event
    @public
    async def home(self) -> Any:
        """The front page: the page one wanted before signing in, the room one was in last, or the first one, of those
        that are in use; for visitors, the door."""
        process, tab = current(), tab_of(self)
        if tab.signed_in is None:
            return rx.redirect("/login", replace=True)
        await opening.open_sidebar(process.relay, tab)
        wanted, self.wanted = self.wanted, ""
        if policy.may_return_to(wanted):
            return rx.redirect(wanted, replace=True)
        mine = process.relay.rooms_in_use(tab.signed_in.user_id)
        if self.last_room in mine:
            return rx.redirect(f"/rooms/{self.last_room}", replace=True)
        return rx.redirect(f"/rooms/{min(mine)}" if mine else "/rooms", replace=True)

    @rx.event
    async def join(self, room_id: str) -> Any:
        """Enter an open room and go there."""
        tab, user_id = signed_in(self)
        try:
            joined = await saying(tab, memberships.join(current().parley, user_id, uuid.UUID(room_id)))
        except UNREADABLE:
            return None
        return rx.redirect(f"/rooms/{uuid.UUID(room_id)}") if joined else None

    @rx.event
    async def leave(self, room_id: str) -> Any:
        """Leave a room and go to the list."""
        tab, user_id = signed_in(self)
        try:
            await memberships.leave(current().parley, user_id, uuid.UUID(room_id))
        except Refused as refusal:
            refuse(tab, refusal)
            return None
        except UNREADABLE:
            return None
        push([tab], ROOM_DIALOG.of(None))
        return rx.redirect("/rooms")

    @rx.event
    async def unread(self, room_id: str, seq: int, posts: int) -> None:
        """Mark a room as unread after a place."""
        tab, user_id = signed_in(self)
        try:
            room = uuid.UUID(room_id)
            await saying(tab, memberships.mark_unread(current().parley, user_id, room, int(seq), int(posts)))
        except (ValueError, TypeError, AttributeError, OverflowError):
            return

    @rx.event
    async def read_all(self) -> None:
        """Mark everything as read."""
        tab, user_id = signed_in(self)
        await saying(tab, memberships.mark_all_read(current().parley, user_id))

    @rx.event
    async def read(self, room_id: str, seq: int, posts: int) -> None:
        """The end of a room was on screen, in a window that had the focus."""
        _, user_id = signed_in(self)
        try:
            room, end = uuid.UUID(room_id), (int(seq), int(posts))
            act = partial(memberships.mark_read, current().parley, user_id, room, *end)
            await limits.eventually(current().parley, user_id, f"read:{room}", act)
        except (Refused, ValueError, TypeError, AttributeError, OverflowError):
            return

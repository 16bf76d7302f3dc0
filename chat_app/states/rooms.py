"""The rooms of the person of a tab: the front page, joining, leaving, and what is read."""

import uuid
from functools import partial
from typing import Any

import reflex as rx

from chat_app import policy
from chat_app.live import store
from chat_app.live.gate import public
from chat_app.live.javascript import Computed
from chat_app.live.process import current, tab_of
from chat_app.schemas import RoomOut
from chat_app.services import limits, memberships
from chat_app.states.acting import Actor, Number, acting


@store.holds("rooms")
class RoomsState(rx.State):
    """The reader's `rooms`. What the tab keeps is the room they were in last, and the page that asked for a sign-in."""

    rooms = Computed("entries", "roomsOf", list[RoomOut])
    last_room: str = rx.LocalStorage("", name="parley_last_room")
    wanted: str = rx.LocalStorage("", name="parley_wanted")

    @rx.event
    @public
    async def home(self) -> Any:
        """Lead on from the front page: to the page that was asked for before the sign-in, else the last room, else the
        first room in use; visitors to the sign-in page."""
        process, tab = current(), tab_of(self)
        if tab.signed_in is None:
            return rx.redirect("/login", replace=True)
        await process.relay.opening.sidebar(tab)
        wanted, self.wanted = self.wanted, ""
        if policy.may_return_to(wanted):
            return rx.redirect(wanted, replace=True)
        mine = process.relay.rooms_in_use(tab.signed_in.user_id)
        if self.last_room in mine:
            return rx.redirect(f"/rooms/{self.last_room}", replace=True)
        return rx.redirect(f"/rooms/{min(mine)}" if mine else "/rooms", replace=True)

    @acting(closes=True)
    async def join(self, actor: Actor, room_id: uuid.UUID) -> Any:
        """Become a member of an open room and go there."""
        await memberships.join(actor.parley, actor.user_id, room_id)
        return rx.redirect(f"/rooms/{room_id}")

    @acting(closes=True)
    async def leave(self, actor: Actor, room_id: uuid.UUID) -> Any:
        """Leave a room and go to the list of rooms."""
        await memberships.leave(actor.parley, actor.user_id, room_id)
        return rx.redirect("/rooms")

    @acting
    async def unread(self, actor: Actor, room_id: uuid.UUID, seq: Number, posts: Number) -> None:
        """Mark a room as unread after the message `seq`, the post number `posts`."""
        await memberships.mark_unread(actor.parley, actor.user_id, room_id, seq, posts)

    @acting
    async def read_all(self, actor: Actor) -> None:
        """Mark everything as read."""
        await memberships.mark_all_read(actor.parley, actor.user_id)

    @acting(silent=True)
    async def read(self, actor: Actor, room_id: uuid.UUID, seq: Number, posts: Number) -> None:
        """Mark a room as read up to the message `seq`, the post number `posts`, which the reader has seen."""
        act = partial(memberships.mark_read, actor.parley, actor.user_id, room_id, seq, posts)
        await limits.eventually(actor.parley, actor.user_id, f"read:{room_id}", act)

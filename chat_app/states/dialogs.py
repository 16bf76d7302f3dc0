"""The dialogs of the sidebar: a new room, a new conversation, rooms to join, an invite."""

from typing import Any

import reflex as rx

from chat_app import policy
from chat_app.live.process import current, signed_in
from chat_app.schemas import PersonOut, RoomOut
from chat_app.services import accounts, invites, rooms
from chat_app.services.errors import Refused
from chat_app.states.room_acts import chosen

NOBODY = "Choose somebody to talk to."


class NewRoomState(rx.State):
    """The dialog behind *New room*."""

    shown: bool = False
    error: str = ""

    @rx.event
    def show(self, shown: bool) -> None:
        """Open or close it."""
        self.shown, self.error = bool(shown), ""

    @rx.event
    async def create(self, form: dict[str, Any]) -> Any:
        """Make the room and go there; what is wrong is said in the dialog."""
        _, user_id = signed_in(self)
        try:
            room = await rooms.create(
                current().parley, user_id, name=form.get("name", ""), kind=form.get("kind", "open")
            )
        except Refused as refusal:
            self.error = str(refusal)
            return None
        self.shown = False
        return rx.redirect(f"/rooms/{room.id}")


class NewMessageState(rx.State):
    """The dialog behind *New message*."""

    shown: bool = False
    error: str = ""
    people: list[PersonOut] = []
    word: str = ""

    @rx.event
    async def show(self, shown: bool) -> None:
        """Open it with everybody one can talk to, or close it."""
        _, user_id = signed_in(self)
        self.shown, self.error, self.word = bool(shown), "", ""
        found = await accounts.others(current().parley, user_id) if self.shown else []
        self.people = [PersonOut.of(user) for user in found]

    @rx.event
    def set_word(self, word: str) -> None:
        """Narrow the list to names with this in them."""
        self.word = str(word)[:80]

    @rx.event
    async def start(self, form: dict[str, Any]) -> Any:
        """Go to the direct room with the chosen people."""
        _, user_id = signed_in(self)
        ids = chosen(form)
        if not 1 <= len(ids) < policy.DIRECT_LIMIT:
            self.error = f"Choose between 1 and {policy.DIRECT_LIMIT - 1} people." if ids else NOBODY
            return None
        try:
            room = await rooms.open_direct(current().parley, user_id, ids)
        except Refused as refusal:
            self.error = str(refusal)
            return None
        self.shown, self.people = False, []
        return rx.redirect(f"/rooms/{room.id}")


class BrowseState(rx.State):
    """The dialog with open rooms to join, and the archived ones that one is in."""

    shown: bool = False
    found: list[RoomOut] = []
    archived: list[RoomOut] = []

    @rx.event
    async def show(self, shown: bool) -> None:
        """Open it with the rooms one is not in yet, or close it."""
        _, user_id = signed_in(self)
        self.shown = bool(shown)
        self.found = await rooms.browse(current().parley, user_id) if self.shown else []
        self.archived = await rooms.archived(current().parley, user_id) if self.shown else []


class InviteState(rx.State):
    """The dialog with the invite link."""

    shown: bool = False
    link: str = ""
    error: str = ""

    @rx.event
    async def show(self, shown: bool) -> None:
        """Open it with a link, or close it."""
        _, user_id = signed_in(self)
        self.shown, self.link, self.error = bool(shown), "", ""
        user = await accounts.by_id(current().parley, user_id) if self.shown else None
        if user is None:
            return
        try:
            self.link = await invites.link(current().parley, user)
        except Refused as refusal:
            self.error = str(refusal)

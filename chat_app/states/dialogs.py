"""The dialogs of the sidebar: a new room, a new conversation, rooms to join, an invite."""

import uuid
from typing import Annotated, Any

import reflex as rx
from typing_extensions import TypedDict

from chat_app import policy
from chat_app.schemas import PersonOut, RoomOut
from chat_app.services import accounts, invites, rooms
from chat_app.services.errors import Invalid
from chat_app.states.acting import Actor, acting, ticked

NOBODY = "Choose somebody to talk to."


class RoomForm(TypedDict, total=False):
    """A new room."""

    name: str
    kind: str


class PeopleForm(TypedDict):
    """The people chosen."""

    ticked: list[uuid.UUID]


class NewRoomState(rx.State):
    """The dialog behind *New room*."""

    shown: bool = False
    error: str = ""

    @rx.event
    def show(self, shown: bool) -> None:
        """Open or close it."""
        self.shown, self.error = shown, ""

    @acting
    async def create(self, actor: Actor, form: RoomForm) -> Any:
        """Make the room and go there; what is wrong is said in the dialog."""
        room = await rooms.create(actor.parley, actor.user_id, **form)
        self.shown = False
        return rx.redirect(f"/rooms/{room.id}")


class NewMessageState(rx.State):
    """The dialog behind *New message*."""

    shown: bool = False
    error: str = ""
    people: list[PersonOut] = []
    word: str = ""

    @acting
    async def show(self, actor: Actor, shown: bool) -> None:
        """Open it with everybody one can talk to, or close it."""
        self.shown, self.word = shown, ""
        found = await accounts.others(actor.parley, actor.user_id) if shown else []
        self.people = [PersonOut.of(user) for user in found]

    @rx.event
    def set_word(self, word: str) -> None:
        """Narrow the list to names with this in them."""
        self.word = word[:80]

    @acting
    async def start(self, actor: Actor, form: Annotated[PeopleForm, ticked("person")]) -> Any:
        """Go to the direct room with the chosen people."""
        ids = form["ticked"]
        if not 1 <= len(ids) < policy.DIRECT_LIMIT:
            raise Invalid(f"Choose between 1 and {policy.DIRECT_LIMIT - 1} people." if ids else NOBODY)
        room = await rooms.open_direct(actor.parley, actor.user_id, ids)
        self.shown, self.people = False, []
        return rx.redirect(f"/rooms/{room.id}")


class BrowseState(rx.State):
    """The dialog with open rooms to join, and the archived ones that one is in."""

    shown: bool = False
    found: list[RoomOut] = []
    archived: list[RoomOut] = []

    @acting
    async def show(self, actor: Actor, shown: bool) -> None:
        """Open it with the rooms one is not in yet, or close it."""
        self.shown = shown
        self.found = await rooms.browse(actor.parley, actor.user_id) if shown else []
        self.archived = await rooms.archived(actor.parley, actor.user_id) if shown else []


class InviteState(rx.State):
    """The dialog with the invite link."""

    shown: bool = False
    link: str = ""
    error: str = ""

    @acting
    async def show(self, actor: Actor, shown: bool) -> None:
        """Open it with a link, or close it."""
        self.shown, self.link = shown, ""
        user = await accounts.by_id(actor.parley, actor.user_id) if shown else None
        self.link = await invites.link(actor.parley, user) if user is not None else ""

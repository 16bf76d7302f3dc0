"""What people do with a room and with those in it."""

import uuid
from typing import Annotated, Literal, Required

import reflex as rx
from typing_extensions import TypedDict

from chat_app.schemas import PersonOut
from chat_app.services import memberships, room_changes, room_people
from chat_app.services.errors import Refused
from chat_app.states.acting import Actor, acting, refuse, ticked


class RoomForm(TypedDict, total=False):
    """Name, topic and description, as the dialog *Edit room* has them."""

    room_id: Required[uuid.UUID]
    name: str
    topic: str
    description: str


class PeopleForm(TypedDict):
    """The people chosen in the dialog *Add people*."""

    room_id: uuid.UUID
    ticked: list[uuid.UUID]


class RoomActsState(rx.State):
    """Events only. The browser's entry `asking` says which dialog is open; doing what it asks closes it."""

    @acting(closes=True)
    async def describe(self, actor: Actor, form: RoomForm) -> None:
        """Change what a room is called, and what is said of it."""
        await room_changes.describe(actor.parley, actor.user_id, **form)

    @acting(closes=True)
    async def archive(self, actor: Actor, room_id: uuid.UUID, archived: bool) -> None:
        """Close a room for good, or take it into use again."""
        await room_changes.archive(actor.parley, actor.user_id, room_id, archived, ip=actor.ip)

    @acting(closes=True)
    async def remove(self, actor: Actor, room_id: uuid.UUID, user_id: uuid.UUID) -> None:
        """Take somebody out of a room."""
        await room_people.remove(actor.parley, actor.user_id, room_id, user_id, ip=actor.ip)

    @acting(closes=True)
    async def set_role(
        self, actor: Actor, room_id: uuid.UUID, user_id: uuid.UUID, role: Literal["owner", "member"]
    ) -> None:
        """Make somebody an owner of a room, or a member again."""
        await room_people.set_role(actor.parley, actor.user_id, room_id, user_id, role, ip=actor.ip)

    @acting(closes=True)
    async def hand_over(self, actor: Actor, room_id: uuid.UUID, user_id: uuid.UUID) -> None:
        """Make somebody else the owner instead of oneself."""
        await room_people.hand_over(actor.parley, actor.user_id, room_id, user_id, ip=actor.ip)

    @acting
    async def star(self, actor: Actor, room_id: uuid.UUID, starred: bool) -> None:
        """Put a room at the top of one's own list, or back."""
        await memberships.star(actor.parley, actor.user_id, room_id, starred)

    @acting
    async def involve(
        self, actor: Actor, room_id: uuid.UUID, involvement: Literal["everything", "mentions", "nothing"]
    ) -> None:
        """Choose how much of a room one wants to be told of."""
        await memberships.involve(actor.parley, actor.user_id, room_id, involvement)


class AddPeopleState(rx.State):
    """The dialog *Add people*: who could be added to the room `room_id`."""

    room_id: str = ""
    people: list[PersonOut] = []
    ready: bool = False
    word: str = ""

    @acting
    async def candidates(self, actor: Actor, room_id: uuid.UUID) -> None:
        """Fill the dialog, which the browser has opened."""
        self.room_id, self.people, self.word, self.ready = "", [], "", False
        try:
            found = await room_people.candidates(actor.parley, actor.user_id, room_id)
        except Refused as refusal:
            refuse(actor, refusal)
            return
        self.room_id, self.people, self.ready = str(room_id), [PersonOut.of(user) for user in found], True

    @rx.event
    def narrow(self, word: str) -> None:
        """Narrow the list to names with this in them."""
        self.word = word[:80]

    @acting(closes=True)
    async def add(self, actor: Actor, form: Annotated[PeopleForm, ticked("person")]) -> None:
        """Bring the chosen people into the room."""
        await room_people.add(actor.parley, actor.user_id, form["room_id"], form["ticked"])

"""The details of a room, and changes of it, of its members, and of the actor's own membership."""

import uuid
from typing import Annotated, Literal, Required

import reflex as rx
from typing_extensions import TypedDict

from chat_app.live.entries import DETAILS, LAST_SEEN
from chat_app.schemas import PersonOut
from chat_app.schemas.screen import LastSeen
from chat_app.services import memberships, room_changes, room_people
from chat_app.states.acting import Actor, acting, ticked


class RoomForm(TypedDict, total=False):
    """Name, topic and description, as the dialog *Edit room* has them."""

    room_id: Required[uuid.UUID]
    name: str
    topic: str
    description: str


class PeopleForm(TypedDict):
    """The chosen people in the dialog *Add people*."""

    room_id: uuid.UUID
    ticked: list[uuid.UUID]


class RoomActsState(rx.State):
    """Events only."""

    @acting(closes=True)
    async def describe(self, actor: Actor, form: RoomForm) -> None:
        """Change the name, the topic and the description of a room."""
        await room_changes.describe(actor.parley, actor.user_id, **form)

    @acting(closes=True)
    async def archive(self, actor: Actor, room_id: uuid.UUID, archived: bool) -> None:
        """Archive a room, in which nobody can write then, or take it into use again."""
        await room_changes.archive(actor.parley, actor.user_id, room_id, archived, ip=actor.ip)

    @acting(closes=True)
    async def remove(self, actor: Actor, room_id: uuid.UUID, user_id: uuid.UUID) -> None:
        """Remove a member from a room."""
        await room_people.remove(actor.parley, actor.user_id, room_id, user_id, ip=actor.ip)

    @acting(closes=True)
    async def set_role(
        self, actor: Actor, room_id: uuid.UUID, user_id: uuid.UUID, role: Literal["owner", "member"]
    ) -> None:
        """Make a member an owner of a room, or an owner a member."""
        await room_people.set_role(actor.parley, actor.user_id, room_id, user_id, role, ip=actor.ip)

    @acting(closes=True)
    async def hand_over(self, actor: Actor, room_id: uuid.UUID, user_id: uuid.UUID) -> None:
        """Make another member the owner instead of the actor."""
        await room_people.hand_over(actor.parley, actor.user_id, room_id, user_id, ip=actor.ip)

    @acting
    async def star(self, actor: Actor, room_id: uuid.UUID, starred: bool) -> None:
        """Put a room at the top of the actor's own list, or back."""
        await memberships.star(actor.parley, actor.user_id, room_id, starred)

    @acting
    async def involve(
        self, actor: Actor, room_id: uuid.UUID, involvement: Literal["everything", "mentions", "nothing"]
    ) -> None:
        """Choose of which messages of a room the actor is notified."""
        await memberships.involve(actor.parley, actor.user_id, room_id, involvement)

    @acting
    async def candidates(self, actor: Actor, room_id: uuid.UUID) -> None:
        """Fill the dialog *Add people* with those who could be added."""
        found = await room_people.candidates(actor.parley, actor.user_id, room_id)
        actor.fill("add_people", room_id, people=[PersonOut.of(user) for user in found])

    @acting(silent=True)
    async def fetch(self, actor: Actor, room_id: uuid.UUID) -> None:
        """Send a room's details and members; the pane asks when it opens, and when they have changed."""
        found, people, seen = await room_people.details(actor.parley, actor.user_id, room_id)
        known = actor.relay.people
        known.learn(people)
        named = known.entries(each.id for each in people)
        last = LAST_SEEN.under({each: LastSeen(at) for each, at in seen.items()})
        actor.push(DETAILS.of([found]), named, last)

    @acting(closes=True)
    async def add(self, actor: Actor, form: Annotated[PeopleForm, ticked("person")]) -> None:
        """Add the chosen people to the room."""
        await room_people.add(actor.parley, actor.user_id, form["room_id"], form["ticked"])

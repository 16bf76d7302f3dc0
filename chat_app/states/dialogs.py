"""The dialogs of the sidebar: a new room, a new conversation, rooms to join, an invite link."""

import uuid
from typing import Annotated, Any

import reflex as rx
from typing_extensions import TypedDict

from chat_app import policy
from chat_app.schemas import PersonOut
from chat_app.services import accounts, invites, rooms
from chat_app.services.errors import Invalid
from chat_app.states.acting import Actor, acting, ticked

NOBODY = "Choose somebody to talk to."


class RoomForm(TypedDict, total=False):
    """A new room."""

    name: str
    kind: str


class PeopleForm(TypedDict):
    """The chosen people."""

    ticked: list[uuid.UUID]


class DialogsState(rx.State):
    """Events only; those that a dialog begins with fill it (`DialogContent`)."""

    @acting(closes=True)
    async def create(self, actor: Actor, form: RoomForm) -> Any:
        """Make a room and go there."""
        room = await rooms.create(actor.parley, actor.user_id, **form)
        return rx.redirect(f"/rooms/{room.id}")

    @acting
    async def people(self, actor: Actor) -> None:
        """Find all people with whom the actor may talk."""
        found = await accounts.others(actor.parley, actor.user_id)
        actor.fill("new_message", people=[PersonOut.of(user) for user in found])

    @acting(closes=True)
    async def start(self, actor: Actor, form: Annotated[PeopleForm, ticked("person")]) -> Any:
        """Go to the direct room with the chosen people."""
        ids = form["ticked"]
        if not 1 <= len(ids) < policy.DIRECT_LIMIT:
            raise Invalid(f"Choose between 1 and {policy.DIRECT_LIMIT - 1} people." if ids else NOBODY)
        room = await rooms.open_direct(actor.parley, actor.user_id, ids)
        return rx.redirect(f"/rooms/{room.id}")

    @acting
    async def browse(self, actor: Actor) -> None:
        """Find the open rooms that the actor could join, and the archived rooms of which they are a member."""
        parley, user_id = actor.parley, actor.user_id
        found, archived = await rooms.browse(parley, user_id), await rooms.archived(parley, user_id)
        actor.fill("browse", rooms=found, archived=archived)

    @acting
    async def invite(self, actor: Actor) -> None:
        """Make the link by which people may join the workspace."""
        if (user := await accounts.by_id(actor.parley, actor.user_id)) is not None:
            actor.fill("invite", link=await invites.link(actor.parley, user))

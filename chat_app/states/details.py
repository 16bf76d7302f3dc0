"""The third pane: what there is to know about the open room."""

import uuid
from dataclasses import dataclass

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.schemas import PersonOut
from chat_app.services import memberships
from chat_app.services.errors import NotAllowed


@dataclass(frozen=True)
class Member:
    """One line of the member list."""

    person: PersonOut
    owner: bool


class DetailsState(rx.State):
    """The members of the room in `room_id`; the pane shows while that room is open."""

    room_id: str = ""
    members: list[Member] = []

    @rx.event
    async def toggle(self, room_id: str) -> None:
        """Open the pane for a room, or close it."""
        _, user_id = signed_in(self)
        shown, self.room_id, self.members = self.room_id == room_id, "", []
        if shown:
            return
        try:
            found = await memberships.roster(current().parley, user_id, uuid.UUID(room_id))
        except (NotAllowed, ValueError, TypeError, AttributeError):
            return
        self.room_id = room_id
        self.members = [Member(person, role == "owner") for person, role in found]

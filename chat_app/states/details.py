"""The third pane: what there is to know about the open room."""

import uuid

import reflex as rx

from chat_app.live.broadcast import push
from chat_app.live.entries import DETAILS, LAST_SEEN
from chat_app.live.process import current, signed_in
from chat_app.schemas.screen import LastSeen
from chat_app.services import room_people
from chat_app.services.errors import NotAllowed


class DetailsState(rx.State):
    """Events only: what is found goes to the rooms' store as `i_<room id>` (RoomDetails)."""

    @rx.event
    async def fetch(self, room_id: str) -> None:
        """Read a room's details; the pane asks when it opens, and when the room says that they have changed."""
        tab, user_id = signed_in(self)
        try:
            found, people, seen = await room_people.details(current().parley, user_id, uuid.UUID(room_id))
        except (NotAllowed, ValueError, TypeError, AttributeError):
            return
        known = current().relay.people
        known.learn(people)
        named = known.entries(each.id for each in people)
        last = LAST_SEEN.under({each: LastSeen(at) for each, at in seen.items()})
        push([tab], DETAILS.of([found]), named, last)

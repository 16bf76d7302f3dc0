"""The third pane: the details of the open room."""

import uuid

import reflex as rx

from chat_app.live.entries import DETAILS, LAST_SEEN
from chat_app.schemas.screen import LastSeen
from chat_app.services import room_people
from chat_app.states.acting import Actor, acting


class DetailsState(rx.State):
    """Events only."""

    @acting(silent=True)
    async def fetch(self, actor: Actor, room_id: uuid.UUID) -> None:
        """Send a room's details and members; the pane asks when it opens, and when they have changed."""
        found, people, seen = await room_people.details(actor.parley, actor.user_id, room_id)
        known = actor.relay.people
        known.learn(people)
        named = known.entries(each.id for each in people)
        last = LAST_SEEN.under({each: LastSeen(at) for each, at in seen.items()})
        actor.push(DETAILS.of([found]), named, last)

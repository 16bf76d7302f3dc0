"""Who is around."""

import uuid

import reflex as rx

from chat_app.live import store
from chat_app.live.entries import LAST_SEEN
from chat_app.schemas.screen import LastSeen
from chat_app.services import people
from chat_app.states.acting import Actor, acting


@store.holds("presence")
class PresenceState(rx.State):
    """Entries about the presence of people: see `browser.presence`."""

    @acting(silent=True)
    async def see(self, actor: Actor, user_id: uuid.UUID) -> None:
        """Send what the card of a person shows: the person, when they were last seen, whether their address is
        confirmed."""
        found = await people.find(actor.parley, actor.user_id, user_id)
        if found is None:
            return
        actor.relay.people.learn([found.person])
        seen = LAST_SEEN.under({found.person.id: LastSeen(found.last_seen, found.unproved)})
        actor.push(seen, actor.relay.people.entries([found.person.id]))

    @acting(silent=True)
    async def set_active(self, actor: Actor, active: bool) -> None:
        """Note that the page of this tab is in use again, or has been idle for a while."""
        actor.tab.idle = not active
        actor.relay.attendance.update(actor.user_id)

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
    """Who is around: `browser.presence.status_of` is somebody's status, `last_seen` when they were here last."""

    @acting(silent=True)
    async def see(self, actor: Actor, user_id: uuid.UUID) -> None:
        """Look at somebody's card: who they are, and when they were last seen, and whether
        their address is confirmed (`l_<user id>`)."""
        found = await people.find(actor.parley, actor.user_id, user_id)
        if found is None:
            return
        actor.relay.people.learn([found.person])
        seen = LAST_SEEN.under({found.person.id: LastSeen(found.last_seen, found.unproved)})
        actor.push(seen, actor.relay.people.entries([found.person.id]))

    @acting(silent=True)
    async def set_active(self, actor: Actor, active: bool) -> None:
        """This tab's page is in use again, or has been idle for a while."""
        actor.tab.idle = not active
        actor.relay.attendance.look(actor.user_id)

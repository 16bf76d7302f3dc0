"""Who is around."""

import reflex as rx

from chat_app.live import store
from chat_app.live.broadcast import push
from chat_app.live.entries import LAST_SEEN
from chat_app.live.process import current, signed_in
from chat_app.schemas.screen import LastSeen
from chat_app.services import people


@store.holds("presence")
class PresenceState(rx.State):
    """Entries: `here` (everybody around when this tab connected) and `o_<user id>` (who has come or gone since).

    Both carry the process's `board` and `tick`: a change counts if it is of the same board and came after `here`.
    """

    anchor: str = ""

    @rx.event
    async def see(self, user_id: str) -> None:
        """Look at somebody's card: who they are, and when they were last seen, and whether
        their address is confirmed (`l_<user id>`)."""
        tab, me = signed_in(self)
        process = current()
        found = await people.find(process.parley, me, user_id)
        if found is None:
            return
        process.relay.people.learn([found.person])
        seen = LAST_SEEN.under({found.person.id: LastSeen(found.last_seen, found.unproved)})
        push([tab], seen, process.relay.people.entries([found.person.id]))

    @rx.event
    async def stir(self, active: bool) -> None:
        """This tab's page is in use again, or has been idle for a while."""
        tab, user_id = signed_in(self)
        tab.idle = active is not True
        current().relay.attendance.look(user_id)

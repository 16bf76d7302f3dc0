"""The person of a tab."""

import reflex as rx

from chat_app.live import store
from chat_app.live.javascript import Computed
from chat_app.schemas.screen import Myself
from chat_app.states.acting import Actor, acting


@store.holds("session")
class SessionState(rx.State):
    """The person of this tab: `me` has empty fields while nobody is signed in."""

    me = Computed("session", "meOf", Myself)

    @acting(silent=True)
    async def arrive(self, actor: Actor) -> None:
        """A page without a room opens: bring the sidebar up to date."""
        await actor.relay.opening.sidebar(actor.tab)
        actor.relay.opening.close(actor.tab)

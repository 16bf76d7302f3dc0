"""Who I am, in this tab."""

import reflex as rx

from chat_app.live import store
from chat_app.states.acting import Actor, acting


@store.holds("session")
class SessionState(rx.State):
    """Entries: `me`, `workspace` (WorkspaceOut), `arrived` (changes with every connection),
    `ended` (why this tab was signed out)."""

    anchor: str = ""

    @acting(silent=True)
    async def arrive(self, actor: Actor) -> None:
        """A page without a room opens: bring the sidebar up to date."""
        await actor.relay.opening.sidebar(actor.tab)
        actor.relay.opening.close(actor.tab)

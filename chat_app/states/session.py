"""Who I am, in this tab."""

import reflex as rx

from chat_app.live import opening, store
from chat_app.live.process import current, tab_of


@store.holds("session")
class SessionState(rx.State):
    """Entries: `me`, `workspace` (WorkspaceOut), `arrived` (changes with every connection),
    `ended` (why this tab was signed out)."""

    anchor: str = ""

    @rx.event
    async def arrive(self) -> None:
        """A page without a room opens: bring the sidebar up to date."""
        relay, tab = current().relay, tab_of(self)
        await opening.open_sidebar(relay, tab)
        opening.close_room(relay, tab)

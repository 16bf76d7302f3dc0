"""Who I am, in this tab."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live import opening, store
from chat_app.live.browser.javascript import expression
from chat_app.live.process import current, tab_of


@dataclass(frozen=True)
class Me:
    """The person behind this tab."""

    user_id: str
    role: str
    workspace: str
    picture: str  # of the workspace


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


me: rx.Var[Me] = expression(
    """
    {user_id: '', role: '', ...$session.me, workspace: $session.workspace?.name ?? $session.me?.workspace ?? '',
      picture: $session.workspace?.picture ?? ''}
    """,
    Me,
    session=SessionState.anchor,
)
ended: rx.Var[str] = expression("$session.ended ?? ''", str, session=SessionState.anchor)

"""The dialog behind *edited*."""

import uuid

import reflex as rx

from chat_app.schemas import RevisionOut
from chat_app.services import revisions
from chat_app.states.acting import Actor, acting


class RevisionsState(rx.State):
    """The earlier texts of one message, while somebody looks at them."""

    shown: bool = False
    error: str = ""
    found: list[RevisionOut] = []

    @acting
    async def look(self, actor: Actor, message_id: uuid.UUID) -> None:
        """Open the dialog."""
        self.shown, self.found = True, []
        self.found = await revisions.earlier(actor.parley, actor.user_id, message_id)

    @rx.event
    def shut(self, shown: bool) -> None:
        """Close it; what it showed goes."""
        self.shown, self.found = False, []

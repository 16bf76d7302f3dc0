"""The dialog behind *edited*."""

import uuid
from typing import Any

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.schemas import RevisionOut
from chat_app.services import revisions
from chat_app.services.errors import Refused


class RevisionsState(rx.State):
    """The earlier texts of one message, while somebody looks at them."""

    shown: bool = False
    error: str = ""
    found: list[RevisionOut] = []

    @rx.event
    async def look(self, message_id: str) -> None:
        """Open the dialog."""
        _, user_id = signed_in(self)
        self.shown, self.error, self.found = True, "", []
        try:
            self.found = await revisions.earlier(current().parley, user_id, _id(message_id))
        except Refused as refusal:
            self.error = str(refusal)

    @rx.event
    def shut(self, shown: bool) -> None:
        """Close it; what it showed goes."""
        self.shown, self.found = False, []


def _id(value: Any) -> uuid.UUID:
    """Nobody's id for what is none: it is refused like one that does not exist."""
    try:
        return uuid.UUID(value)
    except (ValueError, TypeError, AttributeError):
        return uuid.UUID(int=0)

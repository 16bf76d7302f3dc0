"""What one does with a message that stands. It keeps nothing; what it says goes to the composer's store as `said`."""

import uuid
from collections.abc import Awaitable

import reflex as rx

from chat_app.adapters.outages import Unavailable
from chat_app.live.broadcast import push
from chat_app.live.connections import Tab
from chat_app.live.entries import NOTICE, UNSAVED
from chat_app.live.process import current, signed_in
from chat_app.schemas.screen import Notice, Unsaved
from chat_app.services import message_changes, pins, saved
from chat_app.services.errors import LATER, Refused


class MessageState(rx.State):
    """Events only."""

    @rx.event
    async def edit(self, message_id: str, text: str) -> None:
        """Replace the text of one's own message."""
        tab, user_id = signed_in(self)
        if (wanted := _id(message_id)) and isinstance(text, str):
            await _do(
                tab,
                message_changes.edit(current().parley, user_id, wanted, text),
                Unsaved(message_id, text),
            )

    @rx.event
    async def delete(self, message_id: str) -> None:
        """Delete; the tab that did it offers to undo for ten seconds."""
        tab, user_id = signed_in(self)
        if wanted := _id(message_id):
            await _do(tab, message_changes.delete(current().parley, user_id, wanted, ip=tab.ip))

    @rx.event
    async def undo(self, message_id: str) -> None:
        """Bring back what was deleted a moment ago."""
        tab, user_id = signed_in(self)
        if wanted := _id(message_id):
            await _do(tab, message_changes.undo_delete(current().parley, user_id, wanted, ip=tab.ip))

    @rx.event
    async def react(self, message_id: str, emoji: str) -> None:
        """Add a reaction, or take it back."""
        tab, user_id = signed_in(self)
        if (wanted := _id(message_id)) and isinstance(emoji, str):
            await _do(tab, message_changes.react(current().parley, user_id, wanted, emoji))

    @rx.event
    async def pin(self, message_id: str, on: bool) -> None:
        """Pin a message in its room, or unpin it."""
        tab, user_id = signed_in(self)
        if wanted := _id(message_id):
            await _do(tab, (pins.pin if on else pins.unpin)(current().parley, user_id, wanted))

    @rx.event
    async def keep(self, message_id: str, on: bool) -> None:
        """Put a message on one's own list, or take it off."""
        tab, user_id = signed_in(self)
        if wanted := _id(message_id):
            await _do(tab, (saved.save if on else saved.forget)(current().parley, user_id, wanted))


async def _do(tab: Tab, work: Awaitable[object], unsaved: Unsaved | None = None) -> None:
    """Do it; a refusal is said in this tab, which gets back what it had sent. The result reaches all as an event."""
    try:
        await work
    except (Refused, Unavailable) as refusal:
        said = str(refusal) if isinstance(refusal, Refused) else LATER
        push([tab], NOTICE.of(Notice(said, str(uuid.uuid4()))), UNSAVED.of(unsaved) if unsaved else {})


def _id(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None

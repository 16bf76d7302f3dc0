"""Changes of posted messages. Their results reach all tabs as events."""

import uuid

import reflex as rx

from chat_app.live.entries import UNSAVED
from chat_app.schemas.screen import Unsaved
from chat_app.services import message_changes, pins, revisions, saved
from chat_app.states.acting import Actor, acting


class MessageState(rx.State):
    """Events only."""

    @acting
    async def edit(self, actor: Actor, message_id: uuid.UUID, text: str) -> None:
        """Replace the text of the actor's own message; a tab whose edit is refused gets the text back."""
        try:
            await message_changes.edit(actor.parley, actor.user_id, message_id, text)
        except Exception:
            actor.push(UNSAVED.of(Unsaved(str(message_id), text)))
            raise

    @acting
    async def delete(self, actor: Actor, message_id: uuid.UUID) -> None:
        """Delete a message; the actor's tab offers to undo that for ten seconds."""
        await message_changes.delete(actor.parley, actor.user_id, message_id, ip=actor.ip)

    @acting
    async def undo(self, actor: Actor, message_id: uuid.UUID) -> None:
        """Bring back a message that was deleted a moment ago."""
        await message_changes.undo_delete(actor.parley, actor.user_id, message_id, ip=actor.ip)

    @acting
    async def react(self, actor: Actor, message_id: uuid.UUID, emoji: str) -> None:
        """Add a reaction, or take it back."""
        await message_changes.react(actor.parley, actor.user_id, message_id, emoji)

    @acting
    async def pin(self, actor: Actor, message_id: uuid.UUID, on: bool) -> None:
        """Pin a message in its room, or unpin it."""
        await (pins.pin if on else pins.unpin)(actor.parley, actor.user_id, message_id)

    @acting
    async def keep(self, actor: Actor, message_id: uuid.UUID, on: bool) -> str:
        """Put a message on the actor's own list of saved messages, or take it off."""
        await (saved.save if on else saved.forget)(actor.parley, actor.user_id, message_id)
        return "Saved. Only you see it, under Saved." if on else "Removed from your saved messages."

    @acting
    async def earlier_texts(self, actor: Actor, message_id: uuid.UUID) -> None:
        """Fill the dialog *Earlier texts*."""
        actor.fill("earlier_texts", message_id, texts=await revisions.earlier(actor.parley, actor.user_id, message_id))

"""Drafts, which browsers save while people type."""

import uuid
from functools import partial

import reflex as rx

from chat_app.services import drafts, limits
from chat_app.states.acting import Actor, OptionalId, acting


class DraftState(rx.State):
    """Events only; drafts are the entries `DRAFTS`."""

    @acting(silent=True)
    async def save(
        self,
        actor: Actor,
        room_id: uuid.UUID,
        client_msg_id: uuid.UUID,
        text: str,
        reply_to_id: OptionalId = None,
        author: str = "",
    ) -> None:
        """Keep a draft, at the latest when a limit lets it. What cannot be kept stays in the tab that typed it, so a
        refusal needs no words. With `author`, the id of who typed it, it never becomes another's."""
        if author in ("", str(actor.user_id)):
            act = partial(drafts.save, actor.parley, actor.user_id, room_id, client_msg_id, text, reply_to_id)
            await limits.eventually(actor.parley, actor.user_id, f"draft:{room_id}", act)

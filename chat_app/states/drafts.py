"""Drafts: a browser says what has been typed."""

import uuid

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.services import drafts
from chat_app.services.errors import Refused


class DraftState(rx.State):
    """Events only; drafts are entries `d_<room id>` of the rooms' store."""

    @rx.event
    async def save(self, room_id: str, client_msg_id: str, text: str, reply_to_id: str = "") -> None:
        """Keep a draft. What cannot be kept stays in the tab that typed it, so a refusal needs no words."""
        _, user_id = signed_in(self)
        try:
            room, key = uuid.UUID(room_id), uuid.UUID(client_msg_id)
            reply = uuid.UUID(reply_to_id) if reply_to_id else None
            await drafts.save(current().parley, user_id, room, key, text, reply)
        except (Refused, ValueError, TypeError, AttributeError):
            return

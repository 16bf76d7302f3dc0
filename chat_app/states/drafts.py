"""Drafts: a browser says what has been typed."""

import uuid
from functools import partial

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.services import drafts, limits
from chat_app.services.errors import Refused


class DraftState(rx.State):
    """Events only; drafts are entries `d_<room id>` of the rooms' store."""

    @rx.event
    async def save(self, room_id: str, client_msg_id: str, text: str, reply_to_id: str = "", author: str = "") -> None:
        """Keep a draft, at the latest when a limit lets it. What cannot be kept stays in the tab that typed it, so a
        refusal needs no words. With `author`, the id of who typed it, it never becomes another's."""
        _, user_id = signed_in(self)
        if author not in ("", str(user_id)):
            return
        try:
            room, key = uuid.UUID(room_id), uuid.UUID(client_msg_id)
            reply = uuid.UUID(reply_to_id) if reply_to_id else None
            act = partial(drafts.save, current().parley, user_id, room, key, text, reply)
            await limits.eventually(current().parley, user_id, f"draft:{room}", act)
        except (Refused, ValueError, TypeError, AttributeError):
            return

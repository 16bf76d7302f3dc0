"""Reactions of people to messages."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class Reaction(Keyed, table=True):
    """An emoji of a person on a message. `Message.reactions`, which tabs are sent, is derived from these rows."""

    __table_args__ = (UniqueConstraint("message_id", "user_id", "emoji"),)

    message_id: uuid.UUID = reference("messages.id", index=True)
    user_id: uuid.UUID = reference("users.id")
    emoji: str = Field(max_length=32)
    created_at: datetime = moment()

"""Reactions of people to messages."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from chat_app.models.columns import id_field, moment, reference


class Reaction(SQLModel, table=True):
    """An emoji of a person on a message. `Message.reactions`, which tabs are sent, is derived from these rows."""

    __tablename__ = "reactions"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("message_id", "user_id", "emoji"),)

    id: uuid.UUID = id_field()
    message_id: uuid.UUID = reference("messages.id", index=True)
    user_id: uuid.UUID = reference("users.id")
    emoji: str = Field(max_length=32)
    created_at: datetime = moment()

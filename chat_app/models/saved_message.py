"""Messages that people have saved for later."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from chat_app.models.columns import id_field, moment, reference


class SavedMessage(SQLModel, table=True):
    """A message that a person has saved, private to that person. Ids sort by the time of saving."""

    __tablename__ = "saved_messages"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("user_id", "message_id"),)

    id: uuid.UUID = id_field()
    user_id: uuid.UUID = reference("users.id")
    message_id: uuid.UUID = reference("messages.id")
    created_at: datetime = moment()

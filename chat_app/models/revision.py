"""Earlier texts of messages, for admins; erased with their message."""

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from chat_app.models.columns import id_field, moment, reference


class Revision(SQLModel, table=True):
    """The text of a message before an edit."""

    __tablename__ = "revisions"  # pyright: ignore[reportAssignmentType]

    id: uuid.UUID = id_field()
    message_id: uuid.UUID = reference("messages.id", index=True)
    content: str = Field(sa_type=Text)
    created_at: datetime = moment()

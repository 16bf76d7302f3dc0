"""Earlier texts of messages, for admins; erased with their message."""

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class Revision(Keyed, table=True):
    """The text of a message before an edit."""

    message_id: uuid.UUID = reference("messages.id", index=True)
    content: str = Field(sa_type=Text)
    created_at: datetime = moment()

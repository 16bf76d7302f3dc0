"""Messages that people have saved for later."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint

from chat_app.models.columns import Keyed, moment, reference


class SavedMessage(Keyed, table=True):
    """A message that a person has saved, private to that person. Ids sort by the time of saving."""

    __table_args__ = (UniqueConstraint("user_id", "message_id"),)

    user_id: uuid.UUID = reference("users.id")
    message_id: uuid.UUID = reference("messages.id")
    created_at: datetime = moment()

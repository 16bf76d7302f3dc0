"""Messages that filters have flagged for admins."""

import uuid
from datetime import datetime

from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class Flag(Keyed, table=True):
    """A filter's flag on a message, stored in its transaction. Settled when an admin has decided."""

    message_id: uuid.UUID = reference("messages.id", index=True)
    filter: str = Field(max_length=80)
    reason: str = Field(max_length=254)
    created_at: datetime = moment(index=True)
    settled_at: datetime | None = moment(optional=True)
    settled_by: uuid.UUID | None = reference("users.id", optional=True)

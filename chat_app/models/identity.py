"""Linked accounts: an identity provider, and a person's subject there."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class Identity(Keyed, table=True):
    """A person's account at a provider (`email`, `google`, `oidc`). The provider's `subject` never changes."""

    __table_args__ = (UniqueConstraint("provider", "subject"),)

    user_id: uuid.UUID = reference("users.id", index=True)
    provider: str = Field(max_length=40)
    subject: str = Field(max_length=255)
    created_at: datetime = moment()

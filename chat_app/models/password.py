"""Hashes of passwords, for people who have set a password."""

import uuid
from datetime import datetime

from sqlmodel import Field

from chat_app.models.columns import Keyed, moment


class Password(Keyed, table=True):
    """The argon2id hash of a person's password (RFC 9106, in PHC's string format)."""

    user_id: uuid.UUID = Field(foreign_key="users.id", unique=True)
    hashed: str = Field(max_length=200)
    changed_at: datetime = moment()

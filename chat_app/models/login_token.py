"""Sign-in links: for a single use; only a hash is stored."""

import uuid
from datetime import datetime

from sqlalchemy import false
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class LoginToken(Keyed, table=True):
    """The hash (SHA-256, hex) of the secret in a sign-in link. A `mailed` link proves the address."""

    user_id: uuid.UUID = reference("users.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    used_at: datetime | None = moment(optional=True)
    mailed: bool = Field(default=False, sa_column_kwargs={"server_default": false()})

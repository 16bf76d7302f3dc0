"""Passkeys: public keys of people's devices."""

import uuid
from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class Passkey(Keyed, table=True):
    """A credential (WebAuthn Level 3). `credential_id` is base64url; its owner chooses `name`.

    `sign_count` stays 0 for keys that are synchronised between devices.
    """

    user_id: uuid.UUID = reference("users.id", index=True)
    credential_id: str = Field(max_length=1400, unique=True)
    public_key: bytes = Field(sa_type=LargeBinary)
    sign_count: int = 0
    name: str = Field(max_length=80)
    created_at: datetime = moment()
    used_at: datetime | None = moment(optional=True)

"""Invites: links by which people join."""

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import String
from sqlmodel import Field

from chat_app.models.columns import Keyed, json_field, moment, reference


class Invite(Keyed, table=True):
    """An invite link. Ends when it is revoked, expires, or has been used `max_uses` times (0: no limit).

    A mailed invite is for its `email` only, and proves that address. New members join the rooms `room_ids`. An invite
    without `created_by` was mailed to an address of a domain that may join.
    """

    code: str = Field(max_length=43, unique=True)
    role: Literal["member", "guest"] = Field(default="member", sa_type=String(10))  # type: ignore[call-overload]
    email: str | None = Field(default=None, max_length=254, index=True)
    room_ids: list[str] = json_field()
    created_by: uuid.UUID | None = reference("users.id", optional=True)
    created_at: datetime = moment()
    expires_at: datetime | None = moment(optional=True)
    max_uses: int = 0
    uses: int = 0
    revoked_at: datetime | None = moment(optional=True)

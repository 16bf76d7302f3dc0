"""People: who they are, and what they may do in the workspace."""

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import String
from sqlmodel import Field, SQLModel

from chat_app.models.columns import id_field, moment

Role = Literal["owner", "admin", "member", "guest", "bot"]


class User(SQLModel, table=True):
    """A person or a bot. Deactivated rather than deleted, so that history keeps its authors.

    `version` counts what belongs to this person across rooms: read positions, memberships, name.
    `email` is kept in lower case.
    """

    __tablename__ = "users"  # pyright: ignore[reportAssignmentType]

    id: uuid.UUID = id_field()
    name: str = Field(max_length=80)
    email: str | None = Field(default=None, max_length=254, unique=True)
    email_verified_at: datetime | None = moment(optional=True)
    role: Role = Field(default="member", sa_type=String(10))  # type: ignore[call-overload]
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    created_at: datetime = moment()
    deactivated_at: datetime | None = moment(optional=True)

"""Memberships: the members of rooms, and how far they have read."""

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import Index, String, UniqueConstraint
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference

Involvement = Literal["everything", "mentions", "nothing"]
RoomRole = Literal["owner", "member"]


class Membership(Keyed, table=True):
    """A person in a room. Leaving sets `left_at` and keeps the row, so that catching up includes departures.

    `version` is the person's version at the last change of this row, `room_version` the room's.
    Unread posts are `room.posts - read_posts`; `mentions` of them mention this person. `removed_by` is the person who
    removed them, if they did not leave by themselves.
    """

    __table_args__ = (
        UniqueConstraint("room_id", "user_id"),
        Index("ix_memberships_user_id_version", "user_id", "version"),
    )

    user_id: uuid.UUID = reference("users.id")
    room_id: uuid.UUID = reference("rooms.id")
    role: RoomRole = Field(default="member", sa_type=String(10))  # type: ignore[call-overload]
    involvement: Involvement = Field(default="everything", sa_type=String(12))  # type: ignore[call-overload]
    read_seq: int = 0
    read_posts: int = 0
    mentions: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    starred: bool = False
    version: int = 1
    room_version: int = 1
    joined_at: datetime = moment()
    left_at: datetime | None = moment(optional=True)
    removed_by: uuid.UUID | None = reference("users.id", optional=True)

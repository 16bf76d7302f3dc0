"""Rooms, and the counters that order their messages and changes."""

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import Index, String, text
from sqlmodel import Field

from chat_app.models.columns import Keyed, json_field, moment, reference

_OPEN = text("kind = 'open'")
RoomKind = Literal["open", "closed", "direct"]


class Room(Keyed, table=True):
    """A room. The lock of its row orders its writers (rule R2).

    `last_seq` is the `seq` of the newest message, `posts` counts people's posts, `version` all changes, `members` the
    current members, `pins` the pinned messages; `removed` lists the `post_no` of the newest deleted posts
    (`services.unread`).
    `name_key` is the name folded for comparison, unique among open rooms only: a refusal must not reveal a closed room.
    `direct_key` is the sorted member ids of a direct room, so that each group of people has one.
    `about_version` is the version at which name, topic, description, state or members last changed: a tab's details
    with another version are stale.
    """

    __table_args__ = (Index("uq_rooms_open_name", "name_key", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),)

    kind: RoomKind = Field(sa_type=String(10))  # type: ignore[call-overload]
    name: str = Field(default="", max_length=80)
    name_key: str | None = Field(default=None, max_length=160)
    topic: str = Field(default="", max_length=250)
    description: str = Field(default="", max_length=1000, sa_column_kwargs={"server_default": ""})
    direct_key: str | None = Field(default=None, max_length=480, unique=True)
    last_seq: int = 0
    posts: int = 0
    pins: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    removed: list[int] = json_field()
    members: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    version: int = 1
    about_version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    created_by: uuid.UUID | None = reference("users.id", optional=True)
    created_at: datetime = moment()
    archived_at: datetime | None = moment(optional=True)

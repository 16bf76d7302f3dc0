"""People, their profiles, and their roles in the workspace."""

from datetime import datetime
from typing import Literal

from sqlalchemy import String
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment

Role = Literal["owner", "admin", "member", "guest", "bot"]
Availability = Literal["", "away", "dnd"]  # chosen by the person; empty: derived from their tabs


class User(Keyed, table=True):
    """A person or a bot. Deactivated rather than deleted, so that messages keep their authors.

    `version` counts changes that belong to this person across rooms: read positions, memberships, profile.
    `profile_version` is the workspace's `people_version` at the last change of what others see of this person.
    `picture` is 0 without a picture, else the version at which it was set.
    `email` is in lower case. Banned people are deactivated too, and their address cannot join again.
    """

    name: str = Field(max_length=80)
    email: str | None = Field(default=None, max_length=254, unique=True)
    email_verified_at: datetime | None = moment(optional=True)
    role: Role = Field(default="member", sa_type=String(10))  # type: ignore[call-overload]
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    title: str = Field(default="", max_length=80, sa_column_kwargs={"server_default": ""})
    pronouns: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    time_zone: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})
    picture: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    availability: Availability = Field(default="", sa_type=String(10), sa_column_kwargs={"server_default": ""})  # type: ignore[call-overload]
    status_emoji: str = Field(default="", max_length=16, sa_column_kwargs={"server_default": ""})
    status_text: str = Field(default="", max_length=80, sa_column_kwargs={"server_default": ""})
    status_until: datetime | None = moment(optional=True)
    profile_version: int = Field(default=0, index=True, sa_column_kwargs={"server_default": "0"})
    created_at: datetime = moment()
    deactivated_at: datetime | None = moment(optional=True)
    banned_at: datetime | None = moment(optional=True)

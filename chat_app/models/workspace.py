"""The workspace: a single row, created by the first visitor."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, String, UniqueConstraint, true
from sqlmodel import Field

from chat_app.models.columns import Keyed, json_field, moment

Who = Literal["everyone", "admins"]


class Workspace(Keyed, table=True):
    """The workspace. The column `only` is always 1 and unique, so that a second row is impossible.

    `version` counts changes of this row, `people_version` changes of profiles, which the row's lock orders.
    People with a proved address at one of `join_domains` may join without an invite. `seen_by`: whether members see how
    far others have read, in rooms that are small enough. `picture` is the number of its picture, 0 without.
    """

    __tablename__ = "workspace"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (CheckConstraint('"only" = 1', name="only_one"), UniqueConstraint("only"))

    only: int = 1
    name: str = Field(max_length=80)
    seen_by: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    accent: str = Field(default="iris", max_length=20)
    people_version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    join_domains: list[str] = json_field()
    who_creates: Who = Field(default="everyone", sa_type=String(10), sa_column_kwargs={"server_default": "everyone"})  # type: ignore[call-overload]
    who_invites: Who = Field(default="everyone", sa_type=String(10), sa_column_kwargs={"server_default": "everyone"})  # type: ignore[call-overload]
    picture: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    created_at: datetime = moment()

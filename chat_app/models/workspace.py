"""The workspace: one row, made by the first visitor."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from chat_app.models.columns import id_field, moment


class Workspace(SQLModel, table=True):
    """The team itself. The column `only` is always 1 and unique, so that a second row cannot be.

    `people_version` counts changes of what people show of themselves; its row's lock orders them.
    """

    __tablename__ = "workspace"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (CheckConstraint('"only" = 1', name="only_one"), UniqueConstraint("only"))

    id: uuid.UUID = id_field()
    only: int = 1
    name: str = Field(max_length=80)
    accent: str = Field(default="iris", max_length=20)
    people_version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    created_at: datetime = moment()

"""Pictures of people and of the workspace, converted from uploads."""

import uuid
from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from chat_app.models.columns import Table, moment


class Picture(Table, table=True):
    """A person's picture: a WebP of 256 by 256 pixels, in the database so that every process can serve it."""

    user_id: uuid.UUID = Field(primary_key=True, foreign_key="users.id")
    data: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = moment()


class WorkspacePicture(Table, table=True):
    """The workspace's picture: a WebP of 256 by 256 pixels."""

    workspace_id: uuid.UUID = Field(primary_key=True, foreign_key="workspace.id")
    data: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = moment()

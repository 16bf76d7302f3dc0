"""When people were last seen: a table of its own, since coming and going must not touch the rows that order writers."""

import uuid
from datetime import datetime

from sqlmodel import Field, SQLModel

from chat_app.models.columns import moment


class Sighting(SQLModel, table=True):
    """The moment at which somebody's last tab closed."""

    __tablename__ = "sightings"  # pyright: ignore[reportAssignmentType]

    user_id: uuid.UUID = Field(primary_key=True, foreign_key="users.id")
    at: datetime = moment()

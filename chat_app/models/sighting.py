"""When people were last seen. Not a column of users, since presence must not lock the rows that order writers."""

import uuid
from datetime import datetime

from sqlmodel import Field, SQLModel

from chat_app.models.columns import moment


class Sighting(SQLModel, table=True):
    """The time at which a person's last tab closed."""

    __tablename__ = "sightings"  # pyright: ignore[reportAssignmentType]

    user_id: uuid.UUID = Field(primary_key=True, foreign_key="users.id")
    at: datetime = moment()

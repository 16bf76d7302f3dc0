"""When people were last seen. Not a column of users, since presence must not lock the rows that order writers."""

import uuid
from datetime import datetime

from sqlmodel import Field

from chat_app.models.columns import Table, moment


class Sighting(Table, table=True):
    """The time at which a person's last tab closed."""

    user_id: uuid.UUID = Field(primary_key=True, foreign_key="users.id")
    at: datetime = moment()

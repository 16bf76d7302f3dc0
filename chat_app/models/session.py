"""Sessions: a row for each signed-in browser, so that each can be listed and ended."""

import uuid
from datetime import datetime

from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class Session(Keyed, table=True):
    """A refresh-token family. `refresh_id` is the id of the valid refresh token, `previous_id` that of the one before.

    `method` is the sign-in method (`link`, `google`, `passkey` …), `ended_because` the reason of the end.
    """

    user_id: uuid.UUID = reference("users.id", index=True)
    refresh_id: uuid.UUID
    previous_id: uuid.UUID | None = None
    rotated_at: datetime = moment()
    device: str = Field(default="", max_length=255)
    ip: str = Field(default="", max_length=45)
    created_at: datetime = moment()
    seen_at: datetime = moment()
    expires_at: datetime = moment()
    revoked_at: datetime | None = moment(optional=True)
    method: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    ended_because: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})

"""Drafts: text that a member has typed in a room and not sent, on all their devices."""

import uuid
from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from chat_app.models.columns import Keyed, moment, reference


class Draft(Keyed, table=True):
    """A person's draft in a room. An empty text is a draft that was sent or discarded, which other devices must know.

    `client_msg_id` is that of the future message, by which a save that arrives after the post is recognised.
    `version` is the person's version at the last change.
    """

    __table_args__ = (UniqueConstraint("user_id", "room_id"),)

    user_id: uuid.UUID = reference("users.id")
    room_id: uuid.UUID = reference("rooms.id")
    text: str = Field(default="", sa_type=Text)
    client_msg_id: uuid.UUID
    reply_to_id: uuid.UUID | None = Field(default=None)
    version: int = 1
    updated_at: datetime = moment()

"""Messages of rooms, in order."""

import uuid
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Column, Index, String, Text, UniqueConstraint, text
from sqlmodel import Field

from chat_app import words
from chat_app.models.columns import Keyed, json_field, moment, reference

_TO_ERASE = text("deleted_at IS NOT NULL AND content <> ''")
_PINNED = text("pinned_at IS NOT NULL")
MessageKind = Literal["post", "system"]


class Message(Keyed, table=True):
    """A message. `seq` is its number in the room, `version` the room's version at its last change.

    `html` is the content rendered and sanitised, or empty where plain text suffices. The content of a system line is
    JSON, so that the line shows people's current names; system lines have a `seq`, and no `post_no` of their own.
    `reactions` lists emoji in the order of their first use: `[{"emoji": …, "people": [ids]}]`.
    `mentions` lists ids of people, `room` and `here`.
    `deleted_by` is the person who may undo the deletion; None after a moderator's decision.
    `client_msg_id` was made by the sender's browser, so that a retry always finds the first message.
    """

    __table_args__ = (
        UniqueConstraint("room_id", "seq"),
        UniqueConstraint("room_id", "client_msg_id"),
        Index("ix_messages_room_id_version", "room_id", "version"),
        Index("ix_messages_sender_id_id", "sender_id", "id"),
        Index("ix_messages_to_erase", "deleted_at", sqlite_where=_TO_ERASE, postgresql_where=_TO_ERASE),
        Index("ix_messages_pinned", "room_id", sqlite_where=_PINNED, postgresql_where=_PINNED),
        CheckConstraint("length(content) <= 4000", name="content_length"),
    )

    room_id: uuid.UUID = reference("rooms.id")
    seq: int
    post_no: int
    version: int
    kind: MessageKind = Field(default="post", sa_type=String(10))  # type: ignore[call-overload]
    sender_id: uuid.UUID = reference("users.id")
    content: str = Field(sa_type=Text)
    html: str = Field(default="", sa_type=Text)
    client_msg_id: uuid.UUID
    reply_to_id: uuid.UUID | None = reference("messages.id", optional=True)
    reactions: list[dict[str, Any]] = json_field()
    mentions: list[str] = json_field()
    created_at: datetime = moment()
    edited_at: datetime | None = moment(optional=True)
    deleted_at: datetime | None = moment(optional=True)
    deleted_by: uuid.UUID | None = None
    pinned_at: datetime | None = moment(optional=True)


def _words(context: Any) -> str:
    """Return the search index's words of a new message; none for system lines."""
    row = context.get_current_parameters()
    return words.indexed(row["content"]) if row.get("kind", "post") == "post" else ""


# A column of the table and not of the class, so that reading a message never reads the words. Edits set them.
Message.__table__.append_column(Column("words", Text, nullable=False, default=_words, server_default=""))  # type: ignore[attr-defined]

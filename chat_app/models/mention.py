"""Mentions of people in messages."""

import uuid
from typing import Literal

from sqlalchemy import Index, String, UniqueConstraint
from sqlmodel import Field

from chat_app.models.columns import Keyed, reference

MentionKind = Literal["person", "room", "here"]


class Mention(Keyed, table=True):
    """A person mentioned by a post, by name or by `@room` or `@here`. Deleted posts have no mentions.

    `post_no` is the post's, by which unread mentions are counted: `post_no > membership.read_posts`.
    """

    __table_args__ = (
        UniqueConstraint("message_id", "user_id"),
        Index("ix_mentions_user_id_room_id_post_no", "user_id", "room_id", "post_no"),
    )

    message_id: uuid.UUID = reference("messages.id")
    user_id: uuid.UUID = reference("users.id")
    room_id: uuid.UUID = reference("rooms.id")
    post_no: int
    kind: MentionKind = Field(default="person", sa_type=String(10))  # type: ignore[call-overload]

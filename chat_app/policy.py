"""Who may do what: pure functions of what is already known, no I/O."""

from datetime import datetime
from typing import Protocol

import emoji

from chat_app.models.membership import Membership
from chat_app.models.message import Message
from chat_app.models.room import Room
from chat_app.models.user import User

DIRECT_LIMIT = 12


class Place(Protocol):
    """A membership, or a row of that table."""

    @property
    def left_at(self) -> datetime | None: ...


def active(user: User | None) -> bool:
    """Whether the account can be used at all."""
    return user is not None and user.deactivated_at is None


def belongs(membership: Place | None) -> bool:
    """Whether a membership is in force."""
    return membership is not None and membership.left_at is None


def may_read(membership: Place | None) -> bool:
    """Only members read, also in open rooms: joining one is a click."""
    return belongs(membership)


def may_post(room: Room, membership: Place | None) -> bool:
    """Members post, except in an archived room."""
    return belongs(membership) and room.archived_at is None


def may_join(user: User, room: Room) -> bool:
    """Members of the workspace join open rooms by themselves; guests are put into rooms by others."""
    return room.kind == "open" and room.archived_at is None and user.role != "guest"


def may_browse(user: User) -> bool:
    """Whether someone sees the list of open rooms."""
    return user.role != "guest"


def may_edit(user: User, message: Message) -> bool:
    """People edit what they wrote themselves, and nothing that the system wrote."""
    return message.kind == "post" and message.sender_id == user.id


def may_delete(user: User, membership: Membership, message: Message) -> bool:
    """One's own posts; owners of the room and admins may delete others' too."""
    if message.kind != "post":
        return False
    return message.sender_id == user.id or membership.role == "owner" or user.role in ("owner", "admin")


def may_moderate(user: User) -> bool:
    """Whether someone looks at what filters have flagged, also in rooms that they are not in."""
    return active(user) and user.role in ("owner", "admin")


def is_emoji(text: str) -> bool:
    """Whether a text is one emoji, with its modifiers, as Unicode has it (UTS 51)."""
    return 1 <= len(text) <= 16 and emoji.purely_emoji(text) and emoji.emoji_count(text) == 1


def may_leave(room: Room) -> bool:
    """A direct room keeps its people."""
    return room.kind != "direct"


def may_create_room(user: User) -> bool:
    """Everyone but guests and bots makes rooms."""
    return user.role in ("owner", "admin", "member")


def may_invite(user: User) -> bool:
    """Everyone but guests and bots invites."""
    return user.role in ("owner", "admin", "member")


def may_open_direct(user: User, others: list[User]) -> bool:
    """Members talk to anybody active. A guest is put into rooms, and opens none."""
    return user.role != "guest" and 1 <= len(others) < DIRECT_LIMIT and all(active(other) for other in others)

"""Rooms, memberships and read positions as browsers get them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RoomOut:
    """A room as its members see it. `members` is their number; `member_ids` is filled for direct rooms only, whose
    members never change. `removed` are the numbers of the newest deleted posts.

    `about` is the version at which its name, topic, description, state or members last changed.
    """

    id: str
    kind: str
    name: str
    topic: str
    posts: int
    last_seq: int
    version: int
    archived: bool
    member_ids: tuple[str, ...]
    about: int = 1
    members: int = 0
    pins: int = 0
    removed: tuple[int, ...] = ()

    @classmethod
    def of(cls, room: Any) -> "RoomOut":
        members = tuple(room.direct_key.split(",")) if room.direct_key else ()
        return cls(
            str(room.id), room.kind, room.name, room.topic, room.posts, room.last_seq, room.version,
            room.archived_at is not None, members, room.about_version, room.members, room.pins,
            tuple(room.removed),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MembershipOut:
    """A person's own membership of a room; private to them. `mentions` counts the unread posts that mention them,
    `removed_by` is the id of the person who removed them, or empty."""

    room_id: str
    role: str
    involvement: str
    read_seq: int
    read_posts: int
    starred: bool
    left: bool
    version: int
    removed_by: str = ""
    mentions: int = 0

    @classmethod
    def of(cls, row: Any) -> "MembershipOut":
        return cls(
            str(row.room_id), row.role, row.involvement, row.read_seq, row.read_posts, row.starred,
            row.left_at is not None, row.version, str(row.removed_by or ""), row.mentions,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReaderOut:
    """How far a member has read in a room, for its other members: up to the message with the `seq` of `read`.

    `version` is the person's version at the last change of their membership.
    """

    room_id: str
    user_id: str
    read: int
    left: bool
    version: int

    @property
    def id(self) -> str:
        """An id that is unique among the readers of all rooms."""
        return f"{self.room_id}_{self.user_id}"

    @classmethod
    def of(cls, row: Any) -> "ReaderOut":
        return cls(str(row.room_id), str(row.user_id), row.read_seq, row.left_at is not None, row.version)


@dataclass(frozen=True, slots=True)
class MemberOut:
    """A member's role in a room, as its other members see it."""

    id: str
    role: str


@dataclass(frozen=True, slots=True)
class RoomDetails:
    """The details of a room, at the room's `version`. `created_at` is milliseconds since 1970."""

    room_id: str
    version: int
    description: str
    created_by: str
    created_at: int
    members: tuple[MemberOut, ...]

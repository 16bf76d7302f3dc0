"""What happened, in the past tense, and how it travels between processes.

A frame begins with the letter of its event and the 32 hex digits of what that is about, so that a process drops what it
does not watch without parsing the rest, which is the event as JSON. pydantic reads it, by the types of its fields.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

import orjson
from pydantic import ConfigDict, TypeAdapter

from chat_app.schemas import DraftOut, MembershipOut, MessageOut, PersonOut, RoomOut, SavedOut, WorkspaceOut

HEAD = 33  # bytes
# Whose feed takes an event: that of a room or of a person; a process without it drops the frame. All take the others.
Concerns = Literal["room", "person", "all"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about. Fields that this release does not know are an error."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    kind: ClassVar[bytes]
    concerns: ClassVar[Concerns] = "all"

    about: uuid.UUID


@dataclass(frozen=True, slots=True)
class RoomChanged(Subject):
    """Posts, edits, a new name: what one transaction did in a room. It took the versions `first` to `version`.

    `quotes` are the originals that `messages` reply to, as they stood in that transaction.
    """

    kind = b"r"
    concerns = "room"

    first: int
    version: int
    room: RoomOut
    messages: tuple[MessageOut, ...] = ()
    people: tuple[PersonOut, ...] = ()
    quotes: tuple[MessageOut, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomNudged(Subject):
    """A room is known to have reached `version`; a process that is behind should read it (a retry found its
    message stored)."""

    kind = b"n"
    concerns = "room"

    version: int


@dataclass(frozen=True, slots=True)
class PersonChanged(Subject):
    """What belongs to one person across rooms changed: read positions, rooms joined and left, messages saved.

    `role` says that what they may do in the workspace is another, so that all their entries are read anew.
    """

    kind = b"p"
    concerns = "person"

    first: int
    version: int
    memberships: tuple[MembershipOut, ...] = ()
    rooms: tuple[RoomOut, ...] = ()
    people: tuple[PersonOut, ...] = ()
    role: bool = False
    drafts: tuple[DraftOut, ...] = ()
    saved: SavedOut | None = None


@dataclass(frozen=True, slots=True)
class PersonDeactivated(Subject):
    """An account cannot be used any more: its tabs must stop receiving."""

    kind = b"d"


@dataclass(frozen=True, slots=True)
class WorkspaceChanged(Subject):
    """The workspace has another name or colour."""

    kind = b"w"

    workspace: WorkspaceOut


@dataclass(frozen=True, slots=True)
class ProfileChanged(Subject):
    """What a person shows of themselves changed: name, picture, status. It took the workspace's `people_version`."""

    kind = b"u"

    version: int
    person: PersonOut

    @property
    def first(self) -> int:
        """Return the event's only version."""
        return self.version


@dataclass(frozen=True, slots=True)
class SessionRevoked(Subject):
    """A session has ended: its tabs must stop receiving. `reason` is a sentence for the person, or empty."""

    kind = b"s"

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Typing(Subject):
    """A person is writing in a room. Nothing is stored, and a loss does no harm."""

    kind = b"t"
    concerns = "room"

    user_id: uuid.UUID
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class PresenceChanged(Subject):
    """The status of people whose tabs a process (`about`) has: `online`, `away`, or an empty text when all their tabs
    are gone. Nothing is stored; a loss is found when the boards are read, every few seconds.
    """

    kind = b"o"

    claims: dict[str, str]


Event = (
    RoomChanged
    | RoomNudged
    | PersonChanged
    | PersonDeactivated
    | WorkspaceChanged
    | ProfileChanged
    | SessionRevoked
    | Typing
    | PresenceChanged
)
Listener = Callable[[Event], None]

_KINDS: dict[bytes, tuple[type[Event], TypeAdapter[Event]]] = {
    event.kind: (event, TypeAdapter(event)) for event in get_args(Event)
}


def encode(event: Event) -> bytes:
    """A frame for the bus."""
    body = orjson.dumps(event, default=str)  # asyncpg has a UUID class of its own
    return event.kind + event.about.hex.encode() + body


def head(frame: bytes) -> tuple[type[Event], uuid.UUID]:
    """The class and the subject of the event in a frame, without parsing its body. Raises ValueError for a frame that
    is not ours."""
    if (known := _KINDS.get(frame[:1])) is None:
        raise ValueError(f"unknown frame {frame[:1]!r}")
    return known[0], uuid.UUID(frame[1:HEAD].decode())


def decode(frame: bytes) -> Event:
    """The event in a frame. Raises ValueError for a frame that is not ours."""
    head(frame)
    return _KINDS[frame[:1]][1].validate_json(frame[HEAD:])

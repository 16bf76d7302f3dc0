"""What happened, in the past tense, and how it travels between processes.

A frame begins with one letter and the 32 hex digits of what it is about, so that a process drops what it does not
watch without parsing the rest.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, cast, get_args

import orjson

from chat_app.schemas import DraftOut, MembershipOut, MessageOut, PersonOut, RoomOut, SavedOut, WorkspaceOut

HEAD = 33


@dataclass(frozen=True, slots=True)
class RoomChanged:
    """Posts, edits, a new name: what one transaction did in a room. It took the versions `first` to `version`.

    `quotes` are the originals that `messages` reply to, as they stood in that transaction.
    """

    kind: ClassVar = b"r"

    about: uuid.UUID
    first: int
    version: int
    room: RoomOut
    messages: tuple[MessageOut, ...] = ()
    people: tuple[PersonOut, ...] = ()
    quotes: tuple[MessageOut, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomNudged:
    """A room is known to have reached `version`; whoever is behind should look (a retry found its message stored)."""

    kind: ClassVar = b"n"

    about: uuid.UUID
    version: int


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """What belongs to one person across rooms changed: read positions, rooms joined and left, messages saved.

    `role` says that what they may do in the workspace is another, so that all of theirs is to be read anew.
    """

    kind: ClassVar = b"p"

    about: uuid.UUID
    first: int
    version: int
    memberships: tuple[MembershipOut, ...] = ()
    rooms: tuple[RoomOut, ...] = ()
    people: tuple[PersonOut, ...] = ()
    role: bool = False
    drafts: tuple[DraftOut, ...] = ()
    saved: SavedOut | None = None


@dataclass(frozen=True, slots=True)
class PersonDeactivated:
    """An account cannot be used any more: its tabs must stop receiving."""

    kind: ClassVar = b"d"

    about: uuid.UUID


@dataclass(frozen=True, slots=True)
class WorkspaceChanged:
    """The workspace has another name or colour."""

    kind: ClassVar = b"w"

    about: uuid.UUID
    workspace: WorkspaceOut


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    """What a person shows of themselves changed: name, picture, status. It took the workspace's `people_version`."""

    kind: ClassVar = b"u"

    about: uuid.UUID
    version: int
    person: PersonOut

    @property
    def first(self) -> int:
        """It takes a single version."""
        return self.version


@dataclass(frozen=True, slots=True)
class SessionRevoked:
    """A session has ended: its tabs must stop receiving. `reason` is a sentence for the person, or empty."""

    kind: ClassVar = b"s"

    about: uuid.UUID
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Typing:
    """Someone is writing in a room. It passes by: nothing is stored, and nobody misses it."""

    kind: ClassVar = b"t"

    about: uuid.UUID
    user_id: uuid.UUID
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """What a process (`about`) says of people whose tabs it has: `online`, `away`, or an empty text when all of theirs
    are gone. Nothing is stored; a loss is found when the boards are read, every few seconds.
    """

    kind: ClassVar = b"o"

    about: uuid.UUID
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

_KINDS: dict[bytes, type[Event]] = {kind.kind: kind for kind in get_args(Event)}
_PARTS: dict[str, type[Any]] = {
    "room": RoomOut,
    "rooms": RoomOut,
    "messages": MessageOut,
    "quotes": MessageOut,
    "people": PersonOut,
    "person": PersonOut,
    "memberships": MembershipOut,
    "workspace": WorkspaceOut,
    "drafts": DraftOut,
    "saved": SavedOut,
}


def encode(event: Event) -> bytes:
    """A frame for the bus."""
    return (
        event.kind + event.about.hex.encode() + orjson.dumps(event, default=str)
    )  # asyncpg has a UUID class of its own


def about(frame: bytes) -> tuple[bytes, uuid.UUID]:
    """The kind and the subject of a frame, without parsing its body."""
    return frame[:1], uuid.UUID(frame[1:HEAD].decode())


def decode(frame: bytes) -> Event:
    """The event in a frame. Raises ValueError or TypeError for a frame that is not ours."""
    kind, subject = about(frame)
    if kind not in _KINDS:
        raise ValueError(f"unknown frame {kind!r}")
    body: dict[str, Any] = orjson.loads(frame[HEAD:])
    for name, part in _PARTS.items():
        if name in body and not (name == "saved" and body[name] is None):
            body[name] = _parts(part, body[name])
    if "user_id" in body:
        body["user_id"] = uuid.UUID(str(body["user_id"]))
    known: Any = _KINDS[kind]
    return known(**{**body, "about": subject})


def _parts(part: type[Any], value: Any) -> Any:
    """JSON knows neither tuples nor what a dict stands for. Raises TypeError for what is no such part."""
    if isinstance(value, list):
        items = cast(list[Any], value)
        return tuple(_parts(part, item) for item in items)
    if not isinstance(value, dict):
        raise TypeError(f"a {part.__name__} is an object")
    fields = cast(dict[str, Any], value)
    return part(**{key: tuple(each) if isinstance(each, list) else each for key, each in fields.items()})  # pyright: ignore[reportUnknownArgumentType]

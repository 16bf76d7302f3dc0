"""What crosses a wire: what people send in (validated), and what their browsers get (plain, quick to encode)."""

import re
import uuid
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import orjson
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, EmailStr, Field

MAX_MESSAGE = 4_000
TINTS = 6

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Text that any database can keep: no control characters but tab and newline, no lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _text(value: object) -> object:
    return clean(value).strip() if isinstance(value, str) else value


def _line(value: object) -> object:
    return _one_line(value) if isinstance(value, str) else value


def _room_name(name: str) -> str:
    return name.lstrip("#").strip()


Name = Annotated[str, BeforeValidator(_line), Field(min_length=1, max_length=80)]
Email = Annotated[EmailStr, AfterValidator(str.lower)]


class Incoming(BaseModel):
    """The base of all that comes in: unknown fields are an error, values cannot be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MessageIn(Incoming):
    """A post. `client_msg_id` is made by the sender's browser, once a message, and kept for every retry."""

    room_id: uuid.UUID
    client_msg_id: uuid.UUID
    text: Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=MAX_MESSAGE)]
    reply_to_id: uuid.UUID | None = None


class RoomIn(Incoming):
    """A new room."""

    name: Annotated[str, BeforeValidator(_line), AfterValidator(_room_name), Field(min_length=1, max_length=80)]
    kind: str = Field(default="open", pattern="^(open|closed)$")
    topic: Annotated[str, BeforeValidator(_line), Field(max_length=250)] = ""


class RoomChangeIn(Incoming):
    """What a room is to be called, and what is to be said of it. What is None stays as it is."""

    name: Annotated[str, BeforeValidator(_line), AfterValidator(_room_name), Field(min_length=1, max_length=80)] | None
    topic: Annotated[str, BeforeValidator(_line), Field(max_length=250)] | None = None
    description: Annotated[str, BeforeValidator(_text), Field(max_length=1000)] | None = None


class WorkspaceIn(Incoming):
    """What the first visitor says."""

    workspace: Name
    name: Name
    email: Email


class JoinIn(Incoming):
    """What a colleague says who follows an invite link."""

    name: Name
    email: Email


# The columns of a user that a PersonOut is made of. Queries that join people name them `person_<column>`.
PERSON = (
    "id", "name", "version", "title", "pronouns", "time_zone", "picture",
    "availability", "status_emoji", "status_text", "status_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonOut:
    """A person as others see them. `tint` (1 to 6) is the stable colour behind the initials, `picture` the address of
    their picture or empty. `availability` is `away` or `dnd` where they have chosen so. Their status holds until
    `status_until` (milliseconds since 1970; 0 for as long as they like).
    """

    id: str
    name: str
    initials: str
    tint: int
    version: int
    title: str = ""
    pronouns: str = ""
    time_zone: str = ""
    picture: str = ""
    availability: str = ""
    status_emoji: str = ""
    status_text: str = ""
    status_until: int = 0

    @classmethod
    def of(cls, row: Any, prefix: str = "", *, version: int = 0) -> "PersonOut":
        """From a user, or from a row with the columns of `PERSON`; at another `version` than the row's, if given."""
        user_id, name, known, title, pronouns, zone, picture, availability, emoji, text, until = (
            getattr(row, prefix + column) for column in PERSON
        )
        address = f"/pictures/{user_id}/{picture}" if picture else ""
        return cls(
            str(user_id), name, initials(name), tint(user_id), version or known, title, pronouns, zone, address,
            availability, emoji, text, milliseconds(until),
        )  # fmt: skip


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def tint(user_id: uuid.UUID) -> int:
    """The colour of a person, the same everywhere and for ever."""
    return zlib.crc32(user_id.bytes) % TINTS + 1


class ProfileIn(Incoming):
    """What people say of themselves."""

    name: Name
    title: Annotated[str, BeforeValidator(_line), Field(max_length=80)] = ""
    pronouns: Annotated[str, BeforeValidator(_line), Field(max_length=40)] = ""
    time_zone: Annotated[str, BeforeValidator(_line), Field(max_length=64)] = ""


class StatusIn(Incoming):
    """What somebody is up to. `until` is in milliseconds since 1970; 0 means until it is changed."""

    emoji: Annotated[str, BeforeValidator(_line), Field(max_length=16)] = ""
    text: Annotated[str, BeforeValidator(_line), Field(max_length=80)] = ""
    until: Annotated[int, Field(strict=True, ge=0)] = 0


@dataclass(frozen=True, slots=True)
class RoomOut:
    """A room as its members see it. `members` is how many they are; `member_ids` is filled for direct rooms only,
    whose members never change.

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

    @classmethod
    def of(cls, room: Any) -> "RoomOut":
        members = tuple(room.direct_key.split(",")) if room.direct_key else ()
        return cls(
            str(room.id), room.kind, room.name, room.topic, room.posts, room.last_seq, room.version,
            room.archived_at is not None, members, room.about_version, room.members, room.pins,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MembershipOut:
    """One's own place in a room; private to that person. `mentions` counts the unread posts that call one,
    `removed_by` is who removed them, or empty."""

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
class DraftOut:
    """What one has typed in a room and not sent; private to that person. Empty when it was sent or given up."""

    room_id: str
    text: str
    client_msg_id: str
    reply_to_id: str
    version: int

    @classmethod
    def of(cls, row: Any, *, posted: bool = False) -> "DraftOut":
        text = "" if posted else row.text
        return cls(str(row.room_id), text, str(row.client_msg_id), str(row.reply_to_id or ""), row.version)


@dataclass(frozen=True, slots=True)
class ReaderOut:
    """How far somebody has read in a room, for those who are in it too: up to the message with the `seq` of `read`.

    `version` is the person's version at the last change of their place in the room.
    """

    room_id: str
    user_id: str
    read: int
    left: bool
    version: int

    @classmethod
    def of(cls, row: Any) -> "ReaderOut":
        return cls(str(row.room_id), str(row.user_id), row.read_seq, row.left_at is not None, row.version)


@dataclass(frozen=True, slots=True)
class SavedOut:
    """All messages that somebody has saved, by id, newest first; private to that person, whose version it has."""

    ids: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class MessageOut:
    """A message. `html` is empty where the plain text says it all; `at`, `edited_at` and `pinned` are
    milliseconds since 1970; `mentions` holds ids of people, `room` and `here`.

    The `content` of a system line is a SystemLine as JSON.
    """

    id: str
    room_id: str
    seq: int
    post_no: int
    version: int
    kind: str
    sender_id: str
    content: str
    html: str
    client_msg_id: str
    reply_to_id: str
    at: int
    edited_at: int
    deleted: bool
    reactions: tuple[dict[str, Any], ...] = ()
    mentions: tuple[str, ...] = ()
    pinned: int = 0

    @property
    def people(self) -> set[str]:
        """Everybody whom the message names: its sender, who has reacted, whom the system tells of."""
        told = orjson.loads(self.content)["people"] if self.kind == "system" else ()
        return {self.sender_id, *told, *(each for reaction in self.reactions for each in reaction["people"])}

    @classmethod
    def of(cls, row: Any) -> "MessageOut":
        gone = row.deleted_at is not None
        return cls(
            str(row.id), str(row.room_id), row.seq, row.post_no, row.version, row.kind, str(row.sender_id),
            "" if gone else row.content, "" if gone else row.html, str(row.client_msg_id),
            str(row.reply_to_id or ""), milliseconds(row.created_at), milliseconds(row.edited_at), gone,
            () if gone else tuple(row.reactions), () if gone else tuple(row.mentions),
            0 if gone else milliseconds(row.pinned_at),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SystemLine:
    """What the system says in a room: the sender did `act` (`joined`, `added` …) to `people`; `text` is a new name or
    topic. It is kept as data, so that the line names people as they are called when it is read."""

    act: str
    people: tuple[str, ...] = ()
    text: str = ""

    @property
    def content(self) -> str:
        """As it is stored and sent."""
        return orjson.dumps(self).decode()


@dataclass(frozen=True, slots=True)
class MemberOut:
    """Somebody's role in a room, as its other members see it."""

    id: str
    role: str


@dataclass(frozen=True, slots=True)
class RoomDetails:
    """What the details of a room show, at the room's `version`. `created_at` is milliseconds since 1970."""

    room_id: str
    version: int
    description: str
    created_by: str
    created_at: int
    members: tuple[MemberOut, ...]


@dataclass(frozen=True, slots=True)
class WorkspaceOut:
    """The workspace as everybody sees it."""

    name: str
    accent: str
    version: int

    @classmethod
    def of(cls, row: Any) -> "WorkspaceOut":
        return cls(row.name, row.accent, row.version)


@dataclass(frozen=True, slots=True)
class RevisionOut:
    """What a message said until it was edited, in milliseconds since 1970."""

    id: str
    text: str
    until: int

    @classmethod
    def of(cls, row: Any) -> "RevisionOut":
        return cls(str(row.id), row.content, milliseconds(row.created_at))


def milliseconds(moment: datetime | None) -> int:
    """A moment as browsers count it; 0 for none."""
    return int(moment.timestamp() * 1000) if moment else 0

"""Entries for single tabs beside messages, rooms and people: the state of the screen, and answers to requests."""

import dataclasses
import uuid
from dataclasses import dataclass

from chat_app.schemas.messages import RevisionOut
from chat_app.schemas.people import PersonOut
from chat_app.schemas.rooms import RoomOut

LAST_VERSION = (1 << 53) - 1  # the largest number that JavaScript counts with


@dataclass(frozen=True, slots=True)
class View:
    """The room that a tab shows, and its window (`seq` from `floor` to `ceil`; a `ceil` of 0 is the live end).

    `status` is `loading` (set by the browser), `open`, `outside` (the reader may join), `missing`, `left` or `failed`.
    `focus` is the `seq` of the message that a link leads to, or 0; `read` is how far the reader had read at opening;
    `by` is the id of the person who removed the reader; `pins` are the ids of the messages pinned at the room's version
    `at`.
    """

    room_id: str
    status: str
    floor: int = 1
    ceil: int = 0
    focus: int = 0
    read: int = 0
    by: str = ""
    at: int = LAST_VERSION  # where no room is open, no message is newer than this, and none counts as pinned
    pins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Me:
    """The person of a tab, their role in the workspace, their rights (`policy.rights`), and the workspace's name."""

    user_id: str
    role: str
    rights: dict[str, tuple[str, ...]]
    workspace: str


@dataclass(frozen=True, slots=True)
class Myself(Me):
    """The person of a tab as components show them: `picture` is the address of the workspace's picture, `accent` its
    colour."""

    picture: str
    accent: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a post: `status` is `sent` or `refused`, with a sentence; unless `wait` is 0, the post may be sent
    again after so many seconds."""

    status: str
    reason: str = ""
    wait: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to the last act of a person, a sentence: the act is `done` or `refused` (`tone`). `field` names the
    field of a form, or the part of a page, that the reply is about; `id` differs between equal replies."""

    text: str
    tone: str = "done"
    field: str = ""
    id: str = dataclasses.field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True, slots=True)
class DialogContent:
    """What the server has found for an open dialog, which has the same `kind` and `id`."""

    kind: str
    id: str
    people: list[PersonOut] = dataclasses.field(default_factory=list)
    rooms: list[RoomOut] = dataclasses.field(default_factory=list)
    archived: list[RoomOut] = dataclasses.field(default_factory=list)
    texts: list[RevisionOut] = dataclasses.field(default_factory=list)
    link: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class ProviderChoice:
    """A provider at which people can sign in, or of which an account can be linked; `key` is its name in addresses."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """The text of an edit that was refused."""

    message_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: `insert` replaces the typed word; until the server answers, the browser compares `match` with
    further letters. `tint` is 0 where `glyph` is not a person's initials."""

    insert: str
    label: str
    hint: str
    match: str
    glyph: str
    tint: int = 0


@dataclass(frozen=True, slots=True)
class Hits:
    """The completions of a `word` after a `sign` (`@`, `#` or `:`) in a room."""

    room: str
    sign: str
    word: str
    items: list[Suggestion]


@dataclass(frozen=True, slots=True)
class TypingOut:
    """A member who was writing in a room at `at` (milliseconds since 1970)."""

    room_id: str
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Around:
    """All people who have a tab open, with their status, as known to the process with the id `board`, whose messages
    `tick` counts."""

    board: str
    tick: int
    people: dict[str, str]


@dataclass(frozen=True, slots=True)
class StatusOut:
    """A person's status (`online`, `away` or `offline`) since the time `since` (milliseconds since 1970). Overrides an
    `Around` with an equal `board` and a lower `tick`."""

    status: str
    board: str
    tick: int
    since: int


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When a person was last seen (milliseconds since 1970; 0 for never); `unproved`: their address is not proved."""

    at: int
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A person in the list of the quick switcher."""

    id: str
    name: str
    title: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `marked` where it matches."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Found:
    """One result of a search; `at` is milliseconds since 1970."""

    id: str
    href: str
    room: str
    sender: PersonOut
    at: int
    pieces: list[Piece]


@dataclass(frozen=True)
class SearchStatus:
    """The state of a search, in a room or (with an empty `room_id`) in all: the number of loaded `pages`, and whether
    there are `more`."""

    query: str
    room_id: str
    pages: int
    more: bool
    error: str
    loading: bool

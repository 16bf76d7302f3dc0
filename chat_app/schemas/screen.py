"""What single tabs are told beside messages, rooms and people: what is on the screen, and answers to what was asked."""

from dataclasses import dataclass

from chat_app.schemas.people import PersonOut

LAST_VERSION = (1 << 53) - 1  # the largest number that JavaScript counts with


@dataclass(frozen=True, slots=True)
class View:
    """Which room a tab shows, and the window (`floor` to `ceil`, places; a `ceil` of 0 is the live end).

    `status` is `loading` (said by the browser), `open`, `outside` (the reader may join), `missing`, `left` or `failed`.
    `focus` is the place of the message that a link leads to, or 0; `read` is how far the reader had read on coming;
    `by` is the id of who removed the reader; `pins` are the ids of what was pinned at the room's version `at`.
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
    """The person behind a tab, their role in the workspace, what that lets them do (`policy.rights`), and its name."""

    user_id: str
    role: str
    rights: dict[str, tuple[str, ...]]
    workspace: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a post: `status` is `sent` or `refused`, with a sentence; after `wait` seconds, unless that is 0,
    it may be sent again."""

    status: str
    reason: str = ""
    wait: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person at a tab; `id` tells it from the same sentence said before. `fine` is no refusal."""

    text: str
    id: str = ""
    fine: bool = False


@dataclass(frozen=True, slots=True)
class Unsaved:
    """The text of an edit that was refused."""

    message_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`insert` replaces what was typed; `match` is what the browser compares with the next letters until the server
    has answered. `tint` is 0 where `glyph` is no person's initials."""

    insert: str
    label: str
    hint: str
    match: str
    glyph: str
    tint: int = 0


@dataclass(frozen=True, slots=True)
class Hits:
    """What a `word` after a `sign` (`@`, `#` or `:`) may become in a room."""

    room: str
    sign: str
    word: str
    items: list[Suggestion]


@dataclass(frozen=True, slots=True)
class TypingOut:
    """Somebody is writing in a room, as of `at` (milliseconds since 1970)."""

    room_id: str
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Around:
    """Everybody who has a tab open, with their status, as one process knew it: `tick` counts what that process, whose
    id is `board`, has sent."""

    board: str
    tick: int
    people: dict[str, str]


@dataclass(frozen=True, slots=True)
class StatusOut:
    """Somebody's status (`online`, `away` or `offline`) from the moment `since` on (milliseconds since 1970). It
    counts before an `Around` of the same `board` with a lower `tick`."""

    status: str
    board: str
    tick: int
    since: int


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When somebody was last here (milliseconds since 1970; 0 for never), and whether nobody has shown yet that their
    address is theirs."""

    at: int
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to talk to, as the quick switcher lists them."""

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
    """What is being looked for, in one room or (with an empty `room_id`) in all: so many `pages` are there, and
    whether there are `more`."""

    query: str
    room_id: str
    pages: int
    more: bool
    error: str
    loading: bool

"""Entries that a browser makes and no server ever sees. A field with a default may be missing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EchoEntry:
    """A message that was sent and not yet answered, by the user `by`; echoes are sorted by `order`. It is `late` when
    the answer takes long; `again` is when it was last tried again. Times are milliseconds since 1970."""

    client_msg_id: str
    room_id: str
    text: str
    by: str
    reply: str
    order: int
    late: bool = False
    again: int = 0


@dataclass(frozen=True, slots=True)
class Composing:
    """What the message box is doing: `kind` is `reply` or `edit`; `text` is the first line of the message that this is
    about, `before` what stood in the box."""

    kind: str
    message_id: str
    author: str
    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """The message that was deleted last in this tab, and when (milliseconds since 1970): it can be undone."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class TextSize:
    """How many characters the box holds, and how many messages they would be."""

    count: int
    parts: int


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """The message whose menu is open, and where its button is (pixels)."""

    id: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MassMention:
    """A text that waits until its author confirms that it calls everybody: so many `people`, by `@room` or `@here`."""

    text: str
    people: int
    word: str


@dataclass(frozen=True, slots=True)
class TypedWord:
    """The word before the caret, after a `sign`; `start` is where the sign stands in the text."""

    start: int
    word: str
    sign: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class ReadMarker:
    """Where the line *New messages* stands: after this place of a room."""

    room_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class ScrolledAway:
    """The reader has left the live end of a room when it had so many posts; `far` is more than a screen away."""

    room_id: str
    posts: int
    far: bool


@dataclass(frozen=True, slots=True)
class RoomDialog:
    """Which dialog about a room is open: `act` is `edit`, `add` or a question, which may be about a person."""

    act: str
    room_id: str
    user_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class CardPlace:
    """The person whose card is open, and where (pixels). It stays when the mouse leaves it while it is `held`."""

    id: str
    x: int
    y: int
    held: bool

"""Entries that exist in the browser only. A field with a default may be missing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EchoEntry:
    """A message of the user `by` that was sent and not yet answered; echoes are sorted by `order`. `late`: the answer
    takes long; `again`: time of the last retry. Times are milliseconds since 1970."""

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
    """A reply or an edit (`kind`) in the message box: `text` is the first line of the other message, `before` the box's
    text before that."""

    kind: str
    message_id: str
    author: str
    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """The message that was deleted last in this tab, and when (milliseconds since 1970), so that it can be undone."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class TextSize:
    """The number of characters in the box, also as people write it (`shown`), and of messages that they would be."""

    count: int
    parts: int
    shown: str


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """The message whose menu is open, and the position of its button (pixels)."""

    id: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class TypedWord:
    """The word before the caret, after a `sign`; `start` is the position of the sign in the text."""

    start: int
    word: str
    sign: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class ReadMarker:
    """The position of the line *New messages*: after the message with this `seq`."""

    room_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class ScrolledAway:
    """The reader has scrolled away from the end of a room when it had so many posts; `far`: more than a screen."""

    room_id: str
    posts: int
    far: bool


@dataclass(frozen=True, slots=True)
class Dialog:
    """The open dialog (`kind`) and its subject: `id` is that of a room, a message or another thing, `user_id` that of a
    member of the room, `name` the name of one of them, `role` a role to give; `text` waits for the answer, and `count`
    is how many people or texts it is about."""

    kind: str
    id: str = ""
    user_id: str = ""
    name: str = ""
    role: str = ""
    text: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class CardPlace:
    """The person whose card is open, and its position (pixels). `kept_open`: it stays when the mouse leaves it."""

    id: str
    x: int
    y: int
    kept_open: bool

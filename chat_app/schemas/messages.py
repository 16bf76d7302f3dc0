"""Messages, drafts, revisions and saved messages as browsers get them."""

from dataclasses import dataclass
from typing import Any

import orjson
from typing_extensions import TypedDict  # typing's own is not known to pydantic on Python 3.11

from chat_app.schemas.moments import milliseconds


class Reaction(TypedDict):
    """An emoji, and the ids of the people who have reacted with it."""

    emoji: str
    people: list[str]


@dataclass(frozen=True, slots=True)
class MessageOut:
    """A message. `html` is empty where plain text suffices; `at`, `edited_at` and `pinned` are milliseconds since
    1970; `mentions` holds ids of people, `room` and `here`.

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
    reactions: tuple[Reaction, ...] = ()
    mentions: tuple[str, ...] = ()
    pinned: int = 0

    @property
    def people(self) -> set[str]:
        """The ids of all people whom the message names: sender, people who have reacted, people in a system line."""
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
    """A system line in a room: the sender did `act` (`joined`, `added` …) to `people`; `text` is a new name or topic.
    Stored as data, so that the line shows people's current names."""

    act: str
    people: tuple[str, ...] = ()
    text: str = ""

    @property
    def content(self) -> str:
        """The line as JSON, as it is stored and sent."""
        return orjson.dumps(self).decode()


@dataclass(frozen=True, slots=True)
class RevisionOut:
    """The text of a message before an edit, and the time of that edit (milliseconds since 1970)."""

    id: str
    text: str
    until: int

    @classmethod
    def of(cls, row: Any) -> "RevisionOut":
        return cls(str(row.id), row.content, milliseconds(row.created_at))


@dataclass(frozen=True, slots=True)
class DraftOut:
    """A person's draft in a room, private to that person. Empty after it was sent or discarded."""

    room_id: str
    text: str
    client_msg_id: str
    reply_to_id: str
    version: int

    @classmethod
    def of(cls, row: Any) -> "DraftOut":
        return cls(str(row.room_id), row.text, str(row.client_msg_id), str(row.reply_to_id or ""), row.version)


@dataclass(frozen=True, slots=True)
class SavedOut:
    """The ids of all messages that a person has saved, newest first, at the person's version; private to them."""

    ids: tuple[str, ...]
    version: int

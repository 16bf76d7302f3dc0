"""Message filters: Python functions that see what people post before it is stored.

    from chat_app.filters import Flag, Post, Refuse, message_filter

    @message_filter
    def no_keys(post: Post) -> str | Refuse | Flag | None:
        if "PRIVATE KEY" in post.text:
            return Refuse("That looks like a private key.")
        return None

`MESSAGE_FILTERS` names the modules; `docs/filters.md` shows the rest.
"""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar, overload

MARK = "_parley_filter_order"


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is about to post, or to make of a message of theirs (`edited`)."""

    text: str
    room_id: uuid.UUID
    sender_id: uuid.UUID
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Refuse:
    """It is not stored; `reason` is a sentence for whoever wrote it, who keeps the text."""

    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    """It is stored, and admins are shown it; `reason` is for them. `text`, if given, is stored instead."""

    reason: str
    text: str | None = None


Answer = str | Refuse | Flag | None
Filter = Callable[[Post], Answer | Awaitable[Answer]]
Written = TypeVar("Written", bound=Filter)


@overload
def message_filter(function: Written) -> Written: ...
@overload
def message_filter(*, order: int = 100) -> Callable[[Written], Written]: ...
def message_filter(function: Written | None = None, *, order: int = 100) -> Written | Callable[[Written], Written]:
    """Mark a function as a filter. Lower `order` comes first; among equals, the order of modules and of lines.

    It returns None (fine as it is), another text, `Refuse` or `Flag`; it may be `async`.
    """

    def mark(written: Written) -> Written:
        setattr(written, MARK, order)
        return written

    return mark(function) if function is not None else mark

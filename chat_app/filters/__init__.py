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
    """A text that a member posts, or with which they edit their message (`edited`)."""

    text: str
    room_id: uuid.UUID
    sender_id: uuid.UUID
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Refuse:
    """Refuses a post. `reason` is a sentence for its author, who keeps the text."""

    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Stores a post and shows it to admins, with a `reason` for them. `text`, if given, is stored instead."""

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
    """Mark a function as a filter. Lower `order` runs first; among equals, the order of modules and of lines.

    A filter returns None (no change), another text, `Refuse` or `Flag`; it may be `async`.
    """

    def mark(written: Written) -> Written:
        setattr(written, MARK, order)
        return written

    return mark(function) if function is not None else mark

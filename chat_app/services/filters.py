"""Running the message filters, in their order, over what is about to be stored."""

import asyncio
import importlib
import inspect
from dataclasses import dataclass, replace
from typing import Any, Literal

import structlog

from chat_app.config import BadSettings
from chat_app.filters import MARK, Answer, Filter, Flag, Post, Refuse
from chat_app.schemas import MAX_MESSAGE
from chat_app.schemas.wording import message_text
from chat_app.services.errors import Invalid, NotAllowed

log = structlog.get_logger()

PATIENCE = 2.0  # seconds that an `async` filter may take
UNCHECKED = "This message could not be checked. Please try again in a moment."


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be stored, and what admins are to be told: who flagged it, and why."""

    text: str
    flags: tuple[tuple[str, str], ...] = ()


class Filters:
    """The filters of the modules that the settings name."""

    def __init__(self, filters: tuple[Filter, ...] = (), failure: Literal["pass", "hold"] = "pass") -> None:
        self._filters = filters
        self._failure = failure

    def __bool__(self) -> bool:
        return bool(self._filters)

    @classmethod
    def load(cls, modules: tuple[str, ...], failure: Literal["pass", "hold"]) -> "Filters":
        """Raises BadSettings with the module that cannot be loaded, or has no filter in it."""
        found: list[Filter] = []
        for name in modules:
            try:
                module = importlib.import_module(name)
            except Exception as error:
                raise BadSettings(f"MESSAGE_FILTERS: {name} cannot be loaded ({error}).") from error
            marked: list[Any] = [each for each in vars(module).values() if callable(each) and hasattr(each, MARK)]
            if not marked:
                raise BadSettings(f"MESSAGE_FILTERS: there is no @message_filter in {name}.")
            found += marked
        return cls(tuple(sorted(dict.fromkeys(found), key=lambda each: getattr(each, MARK))), failure)

    async def check(self, post: Post) -> Checked:
        """The text that comes out at the end. Raises NotAllowed or Invalid with the reason.

        What a filter raises is logged, and by MESSAGE_FILTER_FAILURE the post goes on without it or is refused.
        """
        flags: list[tuple[str, str]] = []
        for each in self._filters:
            try:
                answer = await _ask(each, post)
            except Exception:
                log.exception("filter_failed", filter=_name(each))
                if self._failure == "hold":
                    raise NotAllowed(UNCHECKED) from None
                continue
            if isinstance(answer, Refuse):
                raise NotAllowed(answer.reason)
            if isinstance(answer, Flag):
                flags.append((_name(each), answer.reason))
                answer = answer.text
            if answer is not None:
                post = replace(post, text=_storable(answer))
        return Checked(post.text, tuple(flags))


async def _ask(each: Filter, post: Post) -> Answer:
    """What one filter says. Raises what it raises, TypeError for what is no answer, TimeoutError."""
    answer: Any = each(post)
    if inspect.isawaitable(answer):
        async with asyncio.timeout(PATIENCE):
            answer = await answer
    if answer is None or isinstance(answer, (str, Refuse, Flag)):
        return answer
    raise TypeError(f"a filter returns None, a text, Refuse or Flag, not {type(answer).__name__}")


def _storable(text: str) -> str:
    """Raises Invalid: a filter may leave nothing of a message, or make it too long."""
    text = message_text(text)
    if not 1 <= len(text) <= MAX_MESSAGE:
        raise Invalid("Nothing of this message may be sent." if not text else UNCHECKED, "text")
    return text


def _name(each: Filter) -> str:
    return getattr(each, "__qualname__", type(each).__name__)[:80]

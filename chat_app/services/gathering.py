"""Gathered reads: those who ask for the same kind of thing while a read runs share the next one.

A thousand tabs that come back together ask the database some thirty times, and not seventeen thousand. A read begins
after everybody whom it answers has asked, so what it returns is never older than the question (rule R5).
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping
from itertools import islice
from typing import Any, TypeVar

from chat_app.services.parley import Parley

MOST = 64  # questions that one read answers, unless the caller says otherwise
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
# Reads the answers to some questions, in one transaction. One that is an exception is raised for who has asked.
Read = Callable[[Parley, list[Key]], Awaitable[Mapping[Key, Value | Exception]]]


async def ask(parley: Parley, read: Read[Key, Value], key: Key, most: int = MOST) -> Value:
    """Return the answer to one question, by a read that begins after this call and answers at most `most` questions.
    Raises what `read` raises, and KeyError when it has no answer. A caller who is cancelled takes nothing from the
    others."""
    if read not in parley.gathered:
        parley.gathered[read] = Gathering(parley, read, most)
    return await parley.gathered[read].ask(key)


class Gathering:
    """The questions of one kind that wait for the next read."""

    def __init__(self, parley: Parley, read: Read[Any, Any], most: int) -> None:
        self._parley, self._read, self._most = parley, read, most
        self._waiting: dict[Any, asyncio.Future[Any]] = {}
        self._task: asyncio.Task[None] | None = None

    async def ask(self, key: Any) -> Any:
        """Wait for the answer; the same question is read once for all who have asked it by then."""
        loop = asyncio.get_running_loop()
        answer = self._waiting.get(key)
        if answer is None:
            answer = self._waiting[key] = loop.create_future()
            answer.add_done_callback(_retrieved)
        if self._task is None:
            self._task = loop.create_task(self._read_all(), name=f"gathered {self._read.__name__}")
        return await asyncio.shield(answer)

    async def _read_all(self) -> None:
        try:
            while self._waiting:
                asked = {key: self._waiting.pop(key) for key in list(islice(self._waiting, self._most))}
                await self._read_some(asked)
        finally:
            self._task = None

    async def _read_some(self, asked: dict[Any, asyncio.Future[Any]]) -> None:
        try:
            found: Mapping[Any, Any] = await self._read(self._parley, list(asked))
        except BaseException as error:  # also when the process ends: nobody is left waiting
            found = dict.fromkeys(asked, error if isinstance(error, Exception) else asyncio.CancelledError())
            if not isinstance(error, Exception):
                _answer(asked, found)
                raise
        _answer(asked, found)


def _answer(asked: dict[Any, asyncio.Future[Any]], found: Mapping[Any, Any]) -> None:
    for key, answer in asked.items():
        value = found.get(key, KeyError(key))
        if answer.done():
            continue
        if isinstance(value, asyncio.CancelledError):
            answer.cancel()
        elif isinstance(value, Exception):
            answer.set_exception(value)
        else:
            answer.set_result(value)


def _retrieved(answer: asyncio.Future[Any]) -> None:
    _ = answer.cancelled() or answer.exception()  # the callers may have gone

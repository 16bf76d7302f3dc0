"""Turns: of those who want the same thing, a few get on and the others wait in line, holding nothing."""

import asyncio
from collections.abc import AsyncGenerator, Hashable
from contextlib import asynccontextmanager, nullcontext

from chat_app.adapters.outages import Busy


class Turns:
    """At most `width` at a time for one key, and none waits longer than `patience` seconds.

    A line is kept as long as somebody is in it.
    """

    def __init__(self, width: int, patience: float) -> None:
        self._width = width
        self._patience = patience
        self._lines: dict[Hashable, tuple[asyncio.Semaphore, set[object]]] = {}

    @asynccontextmanager
    async def turn(self, key: Hashable) -> AsyncGenerator[None]:
        """Be one of the few for a key. Raises Busy when it is not one's turn in time."""
        semaphore, here = self._lines.setdefault(key, (asyncio.Semaphore(self._width), set()))
        here.add(me := object())
        try:
            await self._acquire(semaphore)
            try:
                yield
            finally:
                semaphore.release()
        finally:
            here.discard(me)
            if not here:
                self._lines.pop(key, None)

    async def _acquire(self, semaphore: asyncio.Semaphore) -> None:
        try:
            # A timer costs more than a semaphore that is free.
            async with asyncio.timeout(self._patience) if semaphore.locked() else nullcontext():
                await semaphore.acquire()
        except TimeoutError:
            raise Busy("others were first, and took too long") from None

"""A fair queue: a few tasks for one key run at a time, and the others wait in order without holding resources."""

import asyncio
from collections.abc import AsyncGenerator, Hashable
from contextlib import asynccontextmanager, nullcontext

from chat_app.adapters.outages import Busy


class FairQueue:
    """Lets `width` tasks for one key run at a time; a task waits at most `timeout` seconds.

    A key is kept as long as a task runs or waits for it.
    """

    def __init__(self, width: int, timeout: float) -> None:
        self._width = width
        self._timeout = timeout
        self._keys: dict[Hashable, tuple[asyncio.Semaphore, set[object]]] = {}

    @asynccontextmanager
    async def turn(self, key: Hashable) -> AsyncGenerator[None]:
        """Wait for a turn and hold it for as long as the context lasts. Raises Busy after the timeout."""
        semaphore, tasks = self._keys.setdefault(key, (asyncio.Semaphore(self._width), set()))
        tasks.add(me := object())
        try:
            await self._acquire(semaphore)
            try:
                yield
            finally:
                semaphore.release()
        finally:
            tasks.discard(me)
            if not tasks:
                self._keys.pop(key, None)

    async def _acquire(self, semaphore: asyncio.Semaphore) -> None:
        try:
            # Without a timer where the semaphore is free: a timer costs more than that.
            async with asyncio.timeout(self._timeout) if semaphore.locked() else nullcontext():
                await semaphore.acquire()
        except TimeoutError:
            raise Busy("others were first, and took too long") from None

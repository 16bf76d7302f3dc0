"""Pings of all connections from one task, which also ends those that do not answer.

A task for each of them, as Engine.IO has it, is memory and time for tabs that do nothing.
"""

import asyncio
from collections import deque
from typing import Any, Protocol

from engineio.packet import PING

from chat_app.logs import log

EVERY = 1.0  # seconds between two sweeps
_FRAME = b"\x81\x01" + str(PING).encode()


class Pinged(Protocol):
    """A connection, as this module needs it."""

    pinged_at: float

    @property
    def closed(self) -> bool: ...
    def send(self, frame: bytes) -> bool: ...
    def end(self) -> None: ...


class Pings:
    """Pings each connection `interval` seconds after it was added or has answered; ends it `timeout` seconds later.

    Both are in seconds, and each of them is one for all: so who was added first is pinged first.
    """

    def __init__(self, interval: float, timeout: float) -> None:
        self._interval, self._timeout = interval, timeout
        self._due: deque[tuple[float, Pinged]] = deque()
        self._awaited: deque[tuple[float, Pinged]] = deque()
        self._task: asyncio.Task[Any] | None = None

    def add(self, connection: Pinged) -> None:
        """Ping a connection from now on."""
        loop = asyncio.get_running_loop()
        self._due.append((loop.time() + self._interval, connection))
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._sweep_all(), name="pings")

    def answered(self, connection: Pinged) -> None:
        """Note an answer. One that nobody has asked for counts for nothing."""
        if connection.pinged_at:
            connection.pinged_at = 0.0
            self.add(connection)

    def sweep(self, now: float) -> None:
        """Ping those whose time has come, and end those that owe an answer for too long."""
        while self._due and self._due[0][0] <= now:
            _, connection = self._due.popleft()
            if not connection.closed:
                connection.pinged_at = now
                connection.send(_FRAME)
                self._awaited.append((now, connection))
        while self._awaited and self._awaited[0][0] + self._timeout <= now:
            pinged_at, connection = self._awaited.popleft()
            if connection.pinged_at == pinged_at and not connection.closed:
                log.info("ping_unanswered")
                connection.end()

    async def _sweep_all(self) -> None:
        while self._due or self._awaited:
            await asyncio.sleep(EVERY)
            self.sweep(asyncio.get_running_loop().time())

"""Deadlines of a connection: for the head of a request, for a body or a frame, and for reading a response."""

import asyncio
from collections.abc import Callable

HEAD = 10.0  # seconds until the head of a request has arrived, from the connection or its first byte on
BODY = 10.0  # seconds until a body has arrived, and a second more for each RATE bytes of it
RATE = 4_096
UNREAD = 30.0  # seconds that sent data may stay unread


class Deadline:
    """A time by which something must have happened; `missed` is called when it has not."""

    __slots__ = ("_at", "_loop", "_missed", "_timer")

    def __init__(self, loop: asyncio.AbstractEventLoop, missed: Callable[[], None]) -> None:
        self._loop, self._missed = loop, missed
        self._at: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    def set(self, seconds: float) -> None:
        """Set the deadline to so many seconds from now."""
        self._at = self._loop.time() + seconds
        if self._timer is None or self._timer.when() > self._at:
            self._cancel_timer()
            self._timer = self._loop.call_at(self._at, self._check)

    def extend(self, seconds: float) -> None:
        """Move the deadline, if it is set, by so many seconds."""
        if self._at is not None:
            self._at += seconds

    def clear(self) -> None:
        """Remove the deadline: what it was for has happened."""
        self._at = None
        self._cancel_timer()

    @property
    def is_set(self) -> bool:
        """Whether there is a deadline."""
        return self._at is not None

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _check(self) -> None:
        self._timer = None
        if self._at is None:
            return
        if self._loop.time() < self._at:
            self._timer = self._loop.call_at(self._at, self._check)
        else:
            self._at = None
            self._missed()


class ReadDeadline(asyncio.Protocol):
    """A connection that is closed when data sent to it stays unread for UNREAD seconds."""

    unread: Deadline

    def pause_writing(self) -> None:
        super().pause_writing()
        self.unread.set(UNREAD)

    def resume_writing(self) -> None:
        super().resume_writing()
        self.unread.clear()

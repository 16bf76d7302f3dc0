"""Connections that have not said all of a request yet: how long each may take, and how many there may be.

Whoever only connects, or sends a byte now and then, would otherwise hold for good what others need: 1,024 silent
connections once closed the door for everybody.
"""

import asyncio
import resource
from collections import OrderedDict, defaultdict
from collections.abc import Callable

HEAD = 10.0  # seconds until the head of a request is there, from the connection or its first byte on
BODY = 10.0  # seconds until a body is there, and a second more for each RATE bytes of it
RATE = 4_096
IDLE = 125  # seconds that a connection is kept for another request; a proxy before us keeps it for two minutes at most
UNREAD = 30.0  # seconds that what was sent to somebody may stay unread
EACH = 100  # unfinished or idle connections of one address
ALL = 2_000  # the same, of all together; of the files that a process may open, a quarter at most


class Waiting:
    """All connections of this process that wait for a request, or for the rest of one. One too many ends the one that
    has waited longest: whoever means to ask something has asked by then."""

    def __init__(self, each: int = EACH, everybody: int = 0) -> None:
        self._each, self._everybody = each, everybody or _bearable()
        self._all: OrderedDict[object, tuple[str, Callable[[], None]]] = OrderedDict()
        self._of: defaultdict[str, OrderedDict[object, None]] = defaultdict(OrderedDict)

    def add(self, connection: object, address: str, end: Callable[[], None]) -> None:
        """A connection waits. `address` is empty for one that speaks for many: our own proxy."""
        self.remove(connection)
        self._all[connection] = address, end
        if address:
            self._of[address][connection] = None
            if len(self._of[address]) > self._each:
                self._end(next(iter(self._of[address])))
        if len(self._all) > self._everybody:
            self._end(next(iter(self._all)))

    def remove(self, connection: object) -> None:
        """It waits no more."""
        address, _ = self._all.pop(connection, ("", None))
        if connection in self._of.get(address, ()):
            del self._of[address][connection]
            if not self._of[address]:
                del self._of[address]

    def __len__(self) -> int:
        return len(self._all)

    def _end(self, connection: object) -> None:
        _, end = self._all[connection]
        self.remove(connection)
        end()


def _bearable() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ALL if files == resource.RLIM_INFINITY else min(ALL, files // 4)


class Deadline:
    """Until when something must have happened; `missed` is called when it has not."""

    __slots__ = ("_at", "_loop", "_missed", "_timer")

    def __init__(self, loop: asyncio.AbstractEventLoop, missed: Callable[[], None]) -> None:
        self._loop, self._missed = loop, missed
        self._at: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    def within(self, seconds: float) -> None:
        """From now on."""
        self._at = self._loop.time() + seconds
        if self._timer is None or self._timer.when() > self._at:
            self.stop_clock()
            self._timer = self._loop.call_at(self._at, self._look)

    def extend(self, seconds: float) -> None:
        """So much later, if there is one."""
        if self._at is not None:
            self._at += seconds

    def lift(self) -> None:
        """It has happened."""
        self._at = None
        self.stop_clock()

    @property
    def set(self) -> bool:
        """Whether there is one."""
        return self._at is not None

    def stop_clock(self) -> None:
        """Let go of the timer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self._timer = None
        if self._at is None:
            return
        if self._loop.time() < self._at:
            self._timer = self._loop.call_at(self._at, self._look)
        else:
            self._at = None
            self._missed()


class ReadInTime(asyncio.Protocol):
    """A connection that ends when what it was sent stays unread for long."""

    unread: Deadline

    def pause_writing(self) -> None:
        super().pause_writing()
        self.unread.within(UNREAD)

    def resume_writing(self) -> None:
        super().resume_writing()
        self.unread.lift()

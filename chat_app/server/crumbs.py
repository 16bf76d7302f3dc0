"""What somebody sends is read a little at a time, so that others get their turn between.

Frames, chunks and lines may be a few bytes each, and all of what has come is read in one go: a quarter of a megabyte of
them, from one visitor, made everybody else wait for half a second.
"""

import asyncio
from collections.abc import Callable

SLICE = 512  # bytes that are read before others get their turn
MOST = 65_536  # bytes that are kept; with more, nothing is taken from the network until they have been read
LAST = 2.0  # seconds after a connection's end, in which what had come before it is read, if it is
LAST_WORDS = 16_384  # bytes at most


class Slices:
    """Hands on, slice by slice, what a connection has received. `may_go_on` says whether more can be taken now."""

    __slots__ = ("_ended", "_hand_on", "_loop", "_may_go_on", "_rest", "_transport", "_turn")

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        transport: asyncio.Transport,
        hand_on: Callable[[bytes], None],
        may_go_on: Callable[[], bool],
    ) -> None:
        self._loop, self._transport = loop, transport
        self._hand_on, self._may_go_on = hand_on, may_go_on
        self._rest = bytearray()
        self._turn: asyncio.Handle | None = None
        self._ended: Callable[[], None] | None = None

    def put(self, data: bytes) -> None:
        """It has come from the network."""
        if not self._rest and len(data) <= SLICE:
            self._hand_on(data)
            return
        self._rest += data
        if len(self._rest) > MOST:
            self._transport.pause_reading()
        self.go_on()

    def go_on(self) -> None:
        """Read on, when it is one's turn."""
        if self._rest and self._turn is None:
            self._turn = self._loop.call_soon(self._next)

    def drop(self) -> None:
        """Nothing of it is wanted any more."""
        self._rest.clear()
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None
        self._end()

    def end(self, then: Callable[[], None]) -> None:
        """The other end has gone: read what came before that, and then do that. Not for ever."""
        self._ended = then
        if 0 < len(self._rest) <= LAST_WORDS:
            self._loop.call_later(LAST, self.drop)
            self.go_on()
        else:
            self.drop()

    def _next(self) -> None:
        self._turn = None
        if self._ended is None and self._transport.is_closing():
            self.drop()
            return
        if not self._may_go_on():
            return  # somebody says so when they can
        piece = bytes(self._rest[:SLICE])
        del self._rest[:SLICE]
        self._hand_on(piece)
        if self._rest:
            self.go_on()
        elif self._ended:
            self._end()
        elif not self._transport.is_closing() and self._may_go_on():
            self._transport.resume_reading()

    def _end(self) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            self._hand_on = _nobody  # else it and its connection keep each other, and what that has read
            ended()


def _nobody(_: bytes) -> None:
    """Whoever is not there any more takes nothing."""

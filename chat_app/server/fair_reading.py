"""Fair reading: received data is parsed in small slices, so that other connections get their turn in between.

Frames, chunks and lines may be a few bytes each, and asyncio hands over all that has arrived: to parse a quarter of a
megabyte of them from one visitor would stop all other connections for half a second.
"""

import asyncio
from collections.abc import Callable

SLICE = 512  # bytes that are read before others get their turn
MOST = 65_536  # bytes that are kept; with more, nothing is taken from the network until they have been read
LAST = 2.0  # seconds after a connection's end in which data from before the end may still be read
LAST_WORDS = 16_384  # bytes at most


class FairReader:
    """Hands on, slice by slice, the data that a connection has received. `can_read` says whether more fits now."""

    __slots__ = ("_can_read", "_ended", "_hand_on", "_loop", "_rest", "_transport", "_turn")

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        transport: asyncio.Transport,
        hand_on: Callable[[bytes], None],
        can_read: Callable[[], bool],
    ) -> None:
        self._loop, self._transport = loop, transport
        self._hand_on, self._can_read = hand_on, can_read
        self._rest = bytearray()
        self._turn: asyncio.Handle | None = None
        self._ended: Callable[[], None] | None = None

    def feed(self, data: bytes) -> None:
        """Take data from the network. A single small piece is handed on at once."""
        if not self._rest and len(data) <= SLICE:
            self._hand_on(data)
            return
        self._rest += data
        if len(self._rest) > MOST:
            self._transport.pause_reading()
        self.resume()

    def resume(self) -> None:
        """Schedule the next slice, behind what other connections have to do."""
        if self._rest and self._turn is None:
            self._turn = self._loop.call_soon(self._next)

    def discard(self) -> None:
        """Drop all data that has not been handed on."""
        self._rest.clear()
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None
        self._end()

    def finish(self, then: Callable[[], None]) -> None:
        """Hand on the rest after the peer has closed, for at most LAST seconds, and then call `then`."""
        self._ended = then
        if 0 < len(self._rest) <= LAST_WORDS:
            self._loop.call_later(LAST, self.discard)
            self.resume()
        else:
            self.discard()

    def _next(self) -> None:
        self._turn = None
        if self._ended is None and self._transport.is_closing():
            self.discard()
            return
        if not self._can_read():
            return  # the application calls `resume` when it can
        piece = bytes(self._rest[:SLICE])
        del self._rest[:SLICE]
        self._hand_on(piece)
        if self._rest:
            self.resume()
        elif self._ended:
            self._end()
        elif not self._transport.is_closing() and self._can_read():
            self._transport.resume_reading()

    def _end(self) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            self._hand_on = _ignore  # else the reader and its connection would keep each other alive
            ended()


def _ignore(_: bytes) -> None:
    """Take data of a connection that has ended."""

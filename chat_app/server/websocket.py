"""Websockets: uvicorn's, with bounds on how long somebody may take to read, and to say all of a frame.

The library's own deflate and pings stay off: Engine.IO asks every 25 seconds whether a page is still there.
"""

import random
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from chat_app.server.crumbs import Slices
from chat_app.server.waiting import BODY, RATE, Deadline, ReadInTime

GOODBYES = 2.0  # seconds
PINGS = 20  # between two messages; browsers send none
PIECES = 100  # of one message; browsers part what is large, into pieces of 64 KB and more


class WebSocketConnection(ReadInTime, WebSocketsSansIOProtocol):
    """One connection, from its upgrade on."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._frame = Deadline(self.loop, self._late)
        self.unread = Deadline(self.loop, self.transport.abort)
        self._slices = Slices(self.loop, self.transport, self._take, lambda: not self.read_paused)
        self._pings = 0

    def data_received(self, data: bytes) -> None:
        self._slices.put(data)

    def _take(self, data: bytes) -> None:
        super().data_received(data)
        if not (self.conn.reader.buffer or self.frames):
            self._frame.lift()
        elif self._frame.set:
            self._frame.extend(len(data) / RATE)
        else:
            self._frame.within(BODY + len(data) / RATE)

    async def receive(self) -> Any:
        """The next message; behind it lies what has come since."""
        message = await super().receive()
        self._slices.go_on()
        return message

    def handle_ping(self) -> None:
        self._crumb()
        super().handle_ping()

    def handle_pong(self, event: Any) -> None:
        self._crumb()
        super().handle_pong(event)

    def handle_cont(self, event: Any) -> None:
        if len(self.frames) > PIECES:
            self.transport.abort()
        super().handle_cont(event)

    def send_receive_event_to_app(self) -> None:
        self._pings = 0
        super().send_receive_event_to_app()

    def connection_lost(self, exc: Exception | None) -> None:
        self._frame.lift()
        self.unread.lift()
        self._slices.end(lambda: self._over(exc))

    def _over(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.conn.reader.discard()  # half a frame may be large
        self.frames.clear()

    async def send(self, message: Any) -> None:
        """To somebody who does not read, the end cannot be said: what waits for them would have to go first."""
        if message["type"] == "websocket.close" and not self.writable.is_set():
            self.transport.abort()
        else:
            await super().send(message)

    def shutdown(self) -> None:
        """The server stops. Pages come back at once; so that not all do in one moment, they are told one by one."""
        self.loop.call_later(random.uniform(0, GOODBYES), super().shutdown)

    def _crumb(self) -> None:
        self._pings += 1
        if self._pings > PINGS:
            self.transport.abort()

    def _late(self) -> None:
        if self.read_paused:  # it is we who do not read
            self._frame.within(BODY)
        else:
            self.transport.abort()

"""Websockets: uvicorn's, with deadlines for sending a whole frame and for reading.

The library's own deflate and pings stay off: Engine.IO sends a ping of its own every 25 seconds.
"""

import random
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from chat_app.server.deadlines import BODY, RATE, Deadline, ReadDeadline
from chat_app.server.fair_reading import FairReader

SHUTDOWN = 2.0  # seconds over which the connections are closed
PINGS = 20  # between two messages; browsers send no pings
FRAGMENTS = 100  # of one message; browsers fragment large messages into 64 KB or more


class WebSocketConnection(ReadDeadline, WebSocketsSansIOProtocol):
    """A connection from its upgrade on."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._frame_deadline = Deadline(self.loop, self._frame_missed)
        self.unread = Deadline(self.loop, self.transport.abort)
        self._reader = FairReader(self.loop, self.transport, self._take, lambda: not self.read_paused)
        self._pings = 0

    def handle_connect(self, event: Any) -> None:
        """Start the application, which finds this connection in its scope as `parley.connection`."""
        super().handle_connect(event)
        if not self.close_sent:
            scope: Any = self.scope
            scope["parley.connection"] = self

    def write(self, frame: bytes) -> None:
        """Send a ready frame, behind those that were sent before, without waiting. Once it is closed, send nothing."""
        if not (self.close_sent or self.disconnected):
            self.transport.write(frame)

    def abort(self) -> None:
        """End the connection at once, and drop what has not been sent."""
        self.transport.abort()

    @property
    def unsent(self) -> int:
        """The bytes that wait until the client reads."""
        return self.transport.get_write_buffer_size()

    def data_received(self, data: bytes) -> None:
        self._reader.feed(data)

    def _take(self, data: bytes) -> None:
        super().data_received(data)
        if not (self.conn.reader.buffer or self.frames):
            self._frame_deadline.clear()
        elif self._frame_deadline.is_set:
            self._frame_deadline.extend(len(data) / RATE)
        else:
            self._frame_deadline.set(BODY + len(data) / RATE)

    async def receive(self) -> Any:
        """Return the next message, and go on reading those behind it."""
        message = await super().receive()
        self._reader.resume()
        return message

    def handle_ping(self) -> None:
        self._count_ping()
        super().handle_ping()

    def handle_pong(self, event: Any) -> None:
        self._count_ping()
        super().handle_pong(event)

    def handle_cont(self, event: Any) -> None:
        if len(self.frames) > FRAGMENTS:
            self.transport.abort()
        super().handle_cont(event)

    def send_receive_event_to_app(self) -> None:
        self._pings = 0
        super().send_receive_event_to_app()

    def connection_lost(self, exc: Exception | None) -> None:
        self._frame_deadline.clear()
        self.unread.clear()
        self._reader.finish(lambda: self._close_reader(exc))

    def _close_reader(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        scope: Any = getattr(self, "scope", {})  # there is none after an upgrade that was refused
        scope.pop("parley.connection", None)  # else each would keep the other alive
        self.conn.reader.discard()  # an unfinished frame may be large
        self.frames.clear()

    async def send(self, message: Any) -> None:
        """Send a message. A client that does not read gets no close frame, which would wait behind unread data."""
        if message["type"] == "websocket.close" and not self.writable.is_set():
            self.transport.abort()
        else:
            await super().send(message)

    def shutdown(self) -> None:
        """Close at a random moment of SHUTDOWN: pages reconnect at once, and should not all do so together."""
        self.loop.call_later(random.uniform(0, SHUTDOWN), super().shutdown)

    def _count_ping(self) -> None:
        self._pings += 1
        if self._pings > PINGS:
            self.transport.abort()

    def _frame_missed(self) -> None:
        if self.read_paused:  # the frame is incomplete because this side has stopped reading
            self._frame_deadline.set(BODY)
        else:
            self.transport.abort()

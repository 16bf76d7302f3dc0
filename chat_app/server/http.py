"""HTTP connections: uvicorn's, with deadlines for sending a request and for reading the response."""

import asyncio
from collections.abc import Callable

import h11
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.h11_impl import H11Protocol

from chat_app.api.origin import network, trusted
from chat_app.config import settings
from chat_app.server.deadlines import BODY, HEAD, RATE, Deadline, ReadDeadline
from chat_app.server.fair_reading import FairReader
from chat_app.server.idle_connections import IdleConnections

idle = IdleConnections()


class Flow(FlowControl):
    """uvicorn's flow control, which also calls `resumed` when reading goes on."""

    def __init__(self, transport: asyncio.Transport, resumed: Callable[[], None]) -> None:
        super().__init__(transport)
        self._resumed = resumed

    def resume_reading(self) -> None:
        super().resume_reading()
        self._resumed()


class HttpConnection(ReadDeadline, H11Protocol):
    """A connection from its first byte to its end, or to its upgrade to a websocket."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().connection_made(transport)
        self._request_deadline = Deadline(self.loop, transport.abort)
        self.unread = Deadline(self.loop, transport.abort)
        self._reader = FairReader(self.loop, transport, self._take, lambda: not self.flow.read_paused)
        self.flow = Flow(transport, self._reader.resume)
        peer = self.client[0] if self.client else ""
        self._address = "" if trusted(settings(), peer) else network(peer)
        self._request_deadline.set(HEAD)
        self._add_idle()

    def data_received(self, data: bytes) -> None:
        self._reader.feed(data)

    def _take(self, data: bytes) -> None:
        if not self._request_deadline.is_set and self.conn.their_state is h11.IDLE:
            self._request_deadline.set(HEAD)
        before = self.conn.their_state
        super().data_received(data)
        if self.transport.get_protocol() is not self:
            return  # a websocket from now on
        match self.conn.their_state:
            case h11.SEND_BODY if before is h11.SEND_BODY:
                self._request_deadline.extend(len(data) / RATE)
            case h11.SEND_BODY:
                self._request_deadline.set(BODY + len(data) / RATE)
            case h11.IDLE:
                pass
            case _:
                self._request_deadline.clear()
                idle.remove(self)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self._add_idle()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._release()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._release()
        super().connection_lost(exc)

    def _add_idle(self) -> None:
        idle.add(self, self._address, self.transport.abort)

    def _release(self) -> None:
        self._reader.discard()
        self._request_deadline.clear()
        self.unread.clear()
        idle.remove(self)

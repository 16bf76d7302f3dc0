"""HTTP connections: uvicorn's, with bounds on how long somebody may take to ask, and to read the answer."""

import asyncio
from collections.abc import Callable

import h11
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.h11_impl import H11Protocol

from chat_app.api.origin import network, trusted
from chat_app.config import settings
from chat_app.server.crumbs import Slices
from chat_app.server.waiting import BODY, HEAD, RATE, Deadline, ReadInTime, Waiting

waiting = Waiting()


class Flow(FlowControl):
    """uvicorn's, which also says when reading goes on."""

    def __init__(self, transport: asyncio.Transport, resumed: Callable[[], None]) -> None:
        super().__init__(transport)
        self._resumed = resumed

    def resume_reading(self) -> None:
        super().resume_reading()
        self._resumed()


class HttpConnection(ReadInTime, H11Protocol):
    """One connection, from its first byte to its end or to its upgrade to a websocket."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().connection_made(transport)
        self._asking = Deadline(self.loop, transport.abort)
        self.unread = Deadline(self.loop, transport.abort)
        self.flow = Flow(transport, self._read_on)
        self._slices = Slices(self.loop, transport, self._take, lambda: not self.flow.read_paused)
        peer = self.client[0] if self.client else ""
        self._address = "" if trusted(settings(), peer) else network(peer)
        self._asking.within(HEAD)
        self._wait()

    def data_received(self, data: bytes) -> None:
        self._slices.put(data)

    def _take(self, data: bytes) -> None:
        if not self._asking.set and self.conn.their_state is h11.IDLE:
            self._asking.within(HEAD)
        before = self.conn.their_state
        super().data_received(data)
        if self.transport.get_protocol() is not self:
            return  # it is a websocket now
        match self.conn.their_state:
            case h11.SEND_BODY if before is h11.SEND_BODY:
                self._asking.extend(len(data) / RATE)
            case h11.SEND_BODY:
                self._asking.within(BODY + len(data) / RATE)
            case h11.IDLE:
                pass
            case _:
                self._asking.lift()
                waiting.remove(self)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self._wait()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._let_go()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._let_go()
        super().connection_lost(exc)

    def _read_on(self) -> None:
        self._slices.go_on()

    def _wait(self) -> None:
        waiting.add(self, self._address, self.transport.abort)

    def _let_go(self) -> None:
        self._slices.drop()
        self._asking.lift()
        self.unread.lift()
        waiting.remove(self)

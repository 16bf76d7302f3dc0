"""Engine.IO's websocket transport: frames go straight onto the connection, without a queue and two tasks a tab.

Engine.IO hands each frame to a task of its tab, by a queue, and starts another task for each frame that it reads. For a
frame to five hundred tabs that was two thirds of what a delivery cost.
"""

import asyncio
from typing import Any

from engineio.packet import CLOSE, MESSAGE, PONG, Packet

from chat_app.live.pings import Pings
from chat_app.logs import log

UNSENT = 2 * 1024 * 1024  # bytes that may wait for a slow tab, in addition to those that its last frame adds (rule R11)
_PONG = str(PONG)
_TEXT = b"\x81"  # the first byte of a frame that is a whole text message (RFC 6455, section 5.2)


def framed(text: str) -> bytes:
    """Return a text as a whole websocket frame of a server, made once for all receivers."""
    body = text.encode()
    size = len(body)
    if size < 126:
        return b"%b%c%b" % (_TEXT, size, body)
    head = b"\x7e" + size.to_bytes(2, "big") if size < 1 << 16 else b"\x7f" + size.to_bytes(8, "big")
    return _TEXT + head + body


def unframed(frame: bytes) -> str:
    """Return the text that `framed` has made a frame of."""
    return frame[{126: 4, 127: 10}.get(frame[1], 2) :].decode()


class RelayedConnection:
    """A connection of a server that takes no ready frames, such as that of `make dev`: a task sends their texts."""

    def __init__(self, send: Any) -> None:
        self.unsent = 0  # bytes
        self._send = send
        self._frames: asyncio.Queue[bytes] = asyncio.Queue()
        self._task = asyncio.create_task(self._relay(), name="frames")

    def write(self, frame: bytes) -> None:
        """Send a frame behind those that were sent before, without waiting."""
        self.unsent += len(frame)
        self._frames.put_nowait(frame)

    def abort(self) -> None:
        """End it, and drop what has not been sent."""
        self.stop()
        self._task = asyncio.create_task(self._send({"type": "websocket.close"}), name="frames")

    def stop(self) -> None:
        """Send nothing more: the connection has ended."""
        self._task.cancel()

    async def _relay(self) -> None:
        while True:
            frame = await self._frames.get()
            await self._send({"type": "websocket.send", "text": unframed(frame)})
            self.unsent -= len(frame)


class Transport:
    """Stands in for the websocket and for the queue of an Engine.IO socket, for as long as its connection lasts.

    The connection is the one of `server.websocket`, which adds itself to the ASGI scope.
    """

    __slots__ = ("_close", "_connection", "_pings", "_socket", "pinged_at")

    def __init__(self, handler: Any, server: Any) -> None:
        self._socket = handler.__self__
        self._pings: Pings = server.parley_pings
        self._connection: Any = None
        self._close: Any = None
        self.pinged_at = 0.0  # by the loop's clock; 0 when no answer is awaited

    async def __call__(self, environ: dict[str, Any]) -> str:
        """Serve the connection until its end, as Engine.IO asks of a websocket."""
        socket, receive, send = self._socket, environ["asgi.receive"], environ["asgi.send"]
        await send({"type": "websocket.accept"})
        self._connection = environ["asgi.scope"].get("parley.connection") or RelayedConnection(send)
        self._close = send
        before, socket.queue = socket.queue, self
        while not before.empty():
            await self.put(before.get_nowait())
        socket.connected = socket.upgraded = True
        self._pings.add(self)
        try:
            while (message := await receive())["type"] == "websocket.receive":
                if message["text"] == _PONG:
                    self._pings.answered(self)
                else:  # `api.handshake` lets nothing else through
                    await socket.receive(Packet(MESSAGE, message["text"][1:]))
        finally:
            if isinstance(self._connection, RelayedConnection):
                self._connection.stop()
            await socket.close(wait=False, abort=True, reason=socket.server.reason.TRANSPORT_CLOSE)
        return ""

    def send(self, frame: bytes) -> bool:
        """Send a ready frame; return whether the tab keeps up, else nothing is sent. Never waits."""
        if self._connection.unsent > UNSENT:
            return False
        self._connection.write(frame)
        return True

    def end(self) -> None:
        """Close the connection at once: what has not been sent is dropped."""
        self._connection.abort()

    @property
    def closed(self) -> bool:
        """Whether the connection is over."""
        return bool(self._socket.closed)

    # What Engine.IO asks of a queue.

    async def put(self, packet: Packet | None) -> None:
        """Send a packet of Engine.IO's or Socket.IO's own."""
        if packet is not None:
            if not self.send(framed(str(packet.encode()))):
                self.end()  # nothing may be missing between two frames: the page comes back and catches up
            if packet.packet_type == CLOSE:
                await self._close({"type": "websocket.close"})

    async def join(self) -> None:
        """Return at once: nothing is queued."""


def install(server: Any) -> None:
    """Have a Socket.IO server use this transport and one sweep of pings, in place of its own."""
    engine = server.eio
    engine.parley_pings = Pings(engine.ping_interval, engine.ping_timeout)
    engine.start_service_task = False  # which looks at each tab in turn, for pings without an answer
    engine._async = {**engine._async, "websocket": Transport}
    connected = engine.handlers["connect"]

    async def on_connect(sid: str, environ: dict[str, Any]) -> Any:
        engine.sockets[sid].schedule_ping = _nothing
        return await connected(sid, environ)

    engine.on("connect", on_connect)


def of(server: Any, sid: str, namespace: str) -> Transport:
    """Return the transport of a tab that connects. Raises KeyError when it has gone."""
    transport: Any = server.eio.sockets[server.manager.eio_sid_from_sid(sid, namespace)].queue
    if not isinstance(transport, Transport):
        log.error("no_transport", sid=sid)
        raise KeyError(sid)
    return transport


def _nothing() -> None:
    """Schedule no ping: `Pings` does."""

"""Guards the websocket: which pages may open a connection, how many, and at what rate clients may send events.

A page of another site must not open a connection with a visitor's cookies. Events that come faster than people can send
them are delayed here, before they are parsed: they stay in the sender's network stack and cost other clients nothing.
"""

import asyncio
import time
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat_app.adapters.limits import MemoryCounters
from chat_app.api.origin import client_ip, network, same_origin
from chat_app.api.websocket_limits import Client, Limiter, Quotas
from chat_app.auth import cookies
from chat_app.auth.tokens import AccessToken
from chat_app.config import Settings
from chat_app.logs import log

FRAME = 300_000  # characters of one frame; a draft of 40,000 needs 240,000 at the very most
REFUSAL_DELAY = 2.0  # seconds until a connection too many is refused, which slows clients that reconnect at once
MOST_DELAYED = 500  # refusals that are delayed together; more are sent at once
ARRIVAL = 10.0  # seconds until a connection has sent HELLO, and again after each REFUSAL
PONG = "3"
HELLO = "40/_event,"
# All frames that Parley's pages send: Socket.IO's CONNECT, DISCONNECT, and two events. No bytes, no acknowledgements,
# and no announcement of bytes, for which the server would wait and keep what has come.
ALLOWED = (HELLO, "41/_event,", '42/_event,["event",', '42/_event,["client_error",')
REFUSAL = "44/_event,"

Report = Callable[..., None]
OnFlood = Callable[[str], None]


def guard(settings: Settings, app: ASGIApp, report: Report = lambda action, who, **details: None) -> ASGIApp:
    """Wrap the whole application: websockets from a foreign origin, or too many from one address or person, get 403.

    The scope of accepted connections holds the client's address as `parley.ip`, and `parley.charge(cost)`, which events
    that cost more than a frame call. `report(action, who, **details)` is called for attacks.
    """
    connects, quotas = MemoryCounters(), Quotas(settings.limit_events, settings.limit_arrivals)
    refusals = asyncio.Semaphore(MOST_DELAYED)

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await app(scope, receive, send)
        headers = Headers(scope=scope)
        ip = client_ip(settings, (scope.get("client") or ("",))[0], headers)
        if not same_origin(settings, headers):
            origin = headers.get("origin", "")[:100]
            log.warning("socket_from_elsewhere", ip=ip, origin=origin)
            report("origin.refused", network(ip), subject=origin, ip=ip)
            return await _refuse(receive, send)
        token = cookies.access_token(settings, headers.get("cookie", ""))
        client = token.user_id if token else network(ip)
        mine, all_here = quotas.of(client), quotas.of_network(network(ip))
        # Visitors of a network, and clients over their own quota, use up nothing of its people's connections.
        kind = "people" if token else "visitors"
        if mine.full or all_here.full or connects.take_now(f"{kind}:{network(ip)}", settings.limit_connects):
            log.warning("too_many_sockets", ip=ip)
            report("limit.reached", network(ip), of="connects", ip=ip, limit="connects")
            await _delay_refusal(refusals)
            return await _refuse(receive, send)

        with mine.connected(), all_here.connected():
            if delay := mine.arrival_delay(time.monotonic()):
                await asyncio.sleep(delay)
            limiter = quotas.limiter(client, network(ip))
            socket = Socket(receive, send, limiter, _on_flood(report, limiter, client, token, ip))
            scope = {**scope, "parley.ip": ip, "parley.charge": lambda cost: limiter.charge(cost, time.monotonic())}
            return await app(scope, socket.receive, socket.send)

    return guarded


def _on_flood(report: Report, limiter: Limiter, client: Client, token: AccessToken | None, ip: str) -> OnFlood:
    def on_flood(why: str) -> None:
        log.warning("flood_cut", ip=ip, why=why)
        limiter.carry_over(known=token is not None)
        report("flood.cut", client, ip=ip, why=why, session_id=str(token.session_id) if token else "")

    return on_flood


async def _delay_refusal(refusals: asyncio.Semaphore) -> None:
    if not refusals.locked():
        async with refusals:
            await asyncio.sleep(REFUSAL_DELAY)


async def _refuse(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})


class Socket:
    """A connection as the application sees it: only frames that Parley's pages send, at a limited rate.

    A client that floods, sends other frames, or does not send HELLO in time is disconnected; Reflex's front end then
    reconnects and catches up.
    """

    def __init__(self, receive: Receive, send: Send, limiter: Limiter, on_flood: OnFlood) -> None:
        self._receive, self._send = receive, send
        self._limiter, self._on_flood = limiter, on_flood
        self._deadline: float | None = None  # of the next HELLO
        self._closed = False

    async def receive(self) -> Message:
        """Return the next frame, after its delay."""
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            return await self._close()
        if message["type"] != "websocket.receive":
            self._expect_hello()
            return message
        text: str | None = message.get("text")
        if text is None or len(text) > FRAME or not (text == PONG or text.startswith(ALLOWED)):
            self._on_flood("frame")
            return await self._close()
        decision = self._limiter.take(len(text), time.monotonic())
        if decision.flood:
            self._on_flood("pace")
            return await self._close()
        if text.startswith(HELLO):
            self._deadline = None
        if decision.delay:
            await asyncio.sleep(decision.delay)
        return message

    async def send(self, message: Message) -> None:
        """Send a frame to the page. After the close nothing is sent: servers treat that as an error."""
        if self._closed:
            return
        self._closed = message["type"] == "websocket.close"
        if self._deadline is None and (message.get("text") or "").startswith(REFUSAL):
            self._expect_hello()
        await self._send(message)

    def _expect_hello(self) -> None:
        self._deadline = asyncio.get_running_loop().time() + ARRIVAL

    async def _close(self) -> Message:
        await self.send({"type": "websocket.close", "code": 1008})
        return {"type": "websocket.disconnect", "code": 1008}

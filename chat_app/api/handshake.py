"""The door of the websocket: who may open one, how many, and how fast they may talk.

A foreign page must not open a socket with somebody's cookies. And whoever sends events faster than people can waits
here, before anything is parsed or made: what they send stays with them, so that it costs nobody else anything.
"""

import asyncio
import time
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat_app.adapters.limits import MemoryCounters
from chat_app.api.origin import client_ip, network, same_origin
from chat_app.api.paces import Seat, Shares, Talk
from chat_app.auth import cookies
from chat_app.auth.tokens import AccessToken
from chat_app.config import Settings
from chat_app.logs import sparing

FRAME = 300_000  # characters of one frame; a draft of 40,000 needs 240,000 at the very most
LINGER = 2.0  # seconds until a connection too many hears so: whoever tries again at once waits for each answer
LINGERING = 500  # of them together; more hear it at once
ARRIVAL = 10.0  # seconds until a connection has said what it comes for; again after each time that it was refused
PONG = "3"
HELLO = "40/_event,"
# All that pages of ours send: Socket.IO's CONNECT, DISCONNECT, and two events. No bytes, no acknowledgements, and
# nothing that announces bytes, for which the server would wait and keep what has come.
OURS = (HELLO, "41/_event,", '42/_event,["event",', '42/_event,["client_error",')
REFUSAL = "44/_event,"

Tell = Callable[..., None]


def guard(settings: Settings, app: ASGIApp, tell: Tell = lambda action, who, **about: None) -> ASGIApp:
    """Wrap the whole application: websockets from a foreign origin, or too many from one address or person, get 403.

    Those that pass carry the client's address in their scope, as `parley.ip`, and `parley.charge(cost)`, by which dear
    events pay for themselves. `tell(action, who, **about)` hears of attacks.
    """
    connects, shares = MemoryCounters(), Shares(settings.limit_events, settings.limit_arrivals)
    lingering = asyncio.Semaphore(LINGERING)

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await app(scope, receive, send)
        headers = Headers(scope=scope)
        ip = client_ip(settings, (scope.get("client") or ("",))[0], headers)
        if not same_origin(settings, headers):
            origin = headers.get("origin", "")[:100]
            sparing.warning("socket_from_elsewhere", ip=ip, origin=origin)
            tell("origin.refused", network(ip), subject=origin, ip=ip)
            return await _refuse(receive, send)
        token = cookies.access_token(settings, headers.get("cookie", ""))
        seat = token.user_id or token.session_id if token else network(ip)
        mine, all_here = shares.of(seat), shares.of_network(network(ip))
        # A network's visitors, and those of it who overdo it, use up nothing of what its people have.
        kind = "people" if token else "visitors"
        if mine.full or all_here.full or connects.take_now(f"{kind}:{network(ip)}", settings.limit_connects):
            sparing.warning("too_many_sockets", ip=ip)
            tell("limit.reached", network(ip), of="connects", ip=ip, limit="connects")
            await _linger(lingering)
            return await _refuse(receive, send)

        with mine.taken(), all_here.taken():
            if delay := mine.begin(time.monotonic()):
                await asyncio.sleep(delay)
            talk = shares.talk(seat, network(ip))
            socket = Socket(receive, send, talk, _on_flood(tell, talk, seat, token, ip))
            scope = {**scope, "parley.ip": ip, "parley.charge": lambda cost: talk.charge(cost, time.monotonic())}
            return await app(scope, socket.receive, socket.send)

    return guarded


def _on_flood(tell: Tell, talk: Talk, seat: Seat, token: AccessToken | None, ip: str) -> Callable[[str], None]:
    def flooded(why: str) -> None:
        sparing.warning("flood_cut", ip=ip, why=why)
        talk.cut(known=token is not None)
        tell("flood.cut", seat, ip=ip, why=why, session_id=str(token.session_id) if token else "")

    return flooded


async def _linger(place: asyncio.Semaphore) -> None:
    if not place.locked():
        async with place:
            await asyncio.sleep(LINGER)


async def _refuse(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})


class Socket:
    """A connection as the application sees it: it hears what a page of ours would say, at a bearable pace.

    Whoever goes on and on, sends what no page of ours sends, or does not say in time what they come for, is cut off;
    the stock front end then comes back and catches up.
    """

    def __init__(self, receive: Receive, send: Send, talk: Talk, flooded: Callable[[str], None]) -> None:
        self._receive, self._send = receive, send
        self._talk, self._flooded = talk, flooded
        self._deadline: float | None = None  # of the next HELLO
        self._closed = False

    async def receive(self) -> Message:
        """The next frame, when its time has come."""
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            return await self._cut()
        if message["type"] != "websocket.receive":
            self._expect()
            return message
        text: str | None = message.get("text")
        if text is None or len(text) > FRAME or not (text == PONG or text.startswith(OURS)):
            self._flooded("frame")
            return await self._cut()
        ask = self._talk.hear(len(text), time.monotonic())
        if ask.flood:
            self._flooded("pace")
            return await self._cut()
        if text.startswith(HELLO):
            self._deadline = None
        if ask.delay:
            await asyncio.sleep(ask.delay)
        return message

    async def send(self, message: Message) -> None:
        """A frame to the page. After the end nothing more is sent: servers take that for a mistake."""
        if self._closed:
            return
        self._closed = message["type"] == "websocket.close"
        if self._deadline is None and (message.get("text") or "").startswith(REFUSAL):
            self._expect()
        await self._send(message)

    def _expect(self) -> None:
        self._deadline = asyncio.get_running_loop().time() + ARRIVAL

    async def _cut(self) -> Message:
        await self.send({"type": "websocket.close", "code": 1008})
        return {"type": "websocket.disconnect", "code": 1008}

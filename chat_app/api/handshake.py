"""The door of the websocket: who may come in, how often, and how fast they may talk once they are in.

All of it happens before Reflex or Socket.IO have made anything for the connection or read what it says.
"""

import asyncio
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat_app.adapters.limits import MemoryCounters
from chat_app.api.origin import client_ip, network, same_origin
from chat_app.auth import cookies
from chat_app.config import Settings
from chat_app.limits import Pace
from chat_app.logs import sparing

FRAME = 1_000_000  # characters or bytes of one frame; a message of 4,000 characters needs 50,000 at the very most
PIECE = 16_384  # of a frame: a large one counts as several
PATIENCE = 50  # frames in a row that came too fast: no page of ours sends so many
AT_ONCE = 2_000  # sockets of one session: a bench may have a thousand
VISITORS = 200  # sockets of one network at once, of people who are not signed in
FLOODS = 1_000  # sessions that have flooded, remembered until they have paid for it

Tell = Callable[..., None]
Seat = uuid.UUID | str  # a session, or the network of a visitor


def guard(settings: Settings, app: ASGIApp, tell: Tell = lambda action, who, **about: None) -> ASGIApp:
    """Wrap the whole application: websockets from a foreign origin, or too many from one address, get 403. Those that
    pass carry the client's address in their scope, as `parley.ip`. `tell(action, who, **about)` hears of attacks."""
    connects, paces, seats = MemoryCounters(), Paces(settings), Seats()

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await app(scope, receive, send)
        headers = Headers(scope=scope)
        ip = client_ip(settings, (scope.get("client") or ("",))[0], headers)
        if not same_origin(settings, headers):
            sparing.warning("socket_from_elsewhere", ip=ip, origin=headers.get("origin", "")[:100])
            tell("origin.refused", network(ip), subject=headers.get("origin", "")[:100], ip=ip)
            return await _refuse(receive, send)
        session_id = cookies.session_id(settings, headers.get("cookie", ""))
        seat = session_id or network(ip)
        if connects.take_now(network(ip), settings.limit_connects) or seats.full(seat):
            sparing.warning("too_many_sockets", ip=ip)
            tell("limit.reached", network(ip), of="connects", ip=ip, limit="connects")
            return await _refuse(receive, send)
        pace = paces.of(session_id)

        def flooded(why: str) -> None:
            sparing.warning("flood_cut", ip=ip, why=why)
            paces.keep(session_id, pace)
            tell("flood.cut", seat, ip=ip, why=why, session_id=str(session_id or ""))

        with seats.taken(seat):
            return await app({**scope, "parley.ip": ip}, _paced(pace, flooded, receive, send), send)

    return guarded


class Seats:
    """How many sockets are open at once: each holds memory for as long as it likes to stay."""

    def __init__(self) -> None:
        self._taken: Counter[Seat] = Counter()

    def full(self, seat: Seat) -> bool:
        """Whether there is no room for one more."""
        return self._taken[seat] >= (AT_ONCE if isinstance(seat, uuid.UUID) else VISITORS)

    @contextmanager
    def taken(self, seat: Seat) -> Iterator[None]:
        """One more, for as long as this lasts."""
        self._taken[seat] += 1
        try:
            yield
        finally:
            self._taken[seat] -= 1
            if not self._taken[seat]:
                del self._taken[seat]


class Paces:
    """How fast each connection may talk. A session that was cut off for a flood goes on, in its next connection, where
    it was: coming back buys no fresh burst."""

    def __init__(self, settings: Settings) -> None:
        self._rule = settings.limit_events
        self._kept: dict[uuid.UUID, Pace] = {}

    def of(self, session_id: uuid.UUID | None) -> Pace:
        """The pace of a new connection."""
        kept = self._kept.get(session_id) if session_id else None
        return kept if kept is not None and kept.owes(time.monotonic()) else Pace(self._rule)

    def keep(self, session_id: uuid.UUID | None, pace: Pace) -> None:
        """Remember a flood."""
        if session_id is None:
            return  # visitors of one network are not each other; their connections are counted
        if len(self._kept) >= FLOODS:
            now = time.monotonic()
            self._kept = {key: each for key, each in self._kept.items() if each.owes(now)}
        if len(self._kept) < FLOODS:
            self._kept[session_id] = pace


async def _refuse(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _paced(pace: Pace, flooded: Callable[[str], None], receive: Receive, send: Send) -> Receive:
    """Reading at a bearable pace. Nothing is lost by it: what is too fast stays with its sender. Who goes on and on, or
    sends a frame larger than any of ours, is cut off; the stock front end then comes back and catches up.

    A burst is spread, too: what follows a quarter of it waits a moment each, so that others' events get in between.
    """
    breath, late = Pace(pace.rule.quarter), 0

    async def paced() -> Message:
        nonlocal late
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        size, now = _size(message), time.monotonic()
        delay = pace.delay(now, 1 + size // PIECE)
        late = late + 1 if delay else 0
        if size > FRAME or late > PATIENCE:
            flooded("frame" if size > FRAME else "pace")
            await send({"type": "websocket.close", "code": 1008})
            return {"type": "websocket.disconnect", "code": 1008}
        if delay := max(delay, breath.delay(now)):
            await asyncio.sleep(delay)
        return message

    return paced


def _size(message: Any) -> int:
    return len(message.get("text") or message.get("bytes") or "")

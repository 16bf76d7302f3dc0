"""The door of the websocket: who may come in, how often, and how fast they may talk once they are in.

All of it happens before Reflex or Socket.IO have made anything for the connection or read what it says.
"""

import asyncio
import time
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat_app.adapters.limits import MemoryCounters
from chat_app.api.origin import client_ip, network, same_origin
from chat_app.config import Settings
from chat_app.limits import Pace
from chat_app.logs import sparing

FRAME = 1_000_000  # characters or bytes of one frame; a message of 4,000 characters needs 50,000 at the very most
PIECE = 16_384  # of a frame: a large one counts as several
PATIENCE = 100  # frames in a row that had to wait: no page of ours sends so many


def guard(settings: Settings, app: ASGIApp) -> ASGIApp:
    """Wrap the whole application: websockets from a foreign origin, or too many from one address, get 403. Those that
    pass carry the client's address in their scope, as `parley.ip`."""
    connects = MemoryCounters()

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await app(scope, receive, send)
        headers = Headers(scope=scope)
        ip = client_ip(settings, (scope.get("client") or ("",))[0], headers)
        if not same_origin(settings, headers):
            sparing.warning("socket_from_elsewhere", ip=ip, origin=headers.get("origin", "")[:100])
            return await _refuse(receive, send)
        if connects.take_now(network(ip), settings.limit_connects):
            sparing.warning("too_many_sockets", ip=ip)
            return await _refuse(receive, send)
        return await app({**scope, "parley.ip": ip}, _paced(settings, ip, receive, send), send)

    return guarded


async def _refuse(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _paced(settings: Settings, ip: str, receive: Receive, send: Send) -> Receive:
    """Reading at a bearable pace. Nothing is lost by it: what is too fast stays with its sender. Who goes on and on, or
    sends a frame larger than any of ours, is cut off; the stock front end then comes back and catches up."""
    pace, waited = Pace(settings.limit_events), 0

    async def paced() -> Message:
        nonlocal waited
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        size = _size(message)
        delay = pace.delay(time.monotonic(), 1 + size // PIECE)
        waited = waited + 1 if delay else 0
        if size > FRAME or waited > PATIENCE:
            sparing.warning("flood_cut", ip=ip, why="frame" if size > FRAME else "pace")
            await send({"type": "websocket.close", "code": 1008})
            return {"type": "websocket.disconnect", "code": 1008}
        if delay:
            await asyncio.sleep(delay)
        return message

    return paced


def _size(message: Any) -> int:
    return len(message.get("text") or message.get("bytes") or "")

"""Inside the server under measurement: the library's own room emit, as the floor to compare with.

`tests/stack/serve.py` installs this when told to by the environment; the product knows nothing of it.
"""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/_bench/bare"
NAMESPACE = "/_event"
AUDIENCE = "bench"


def install() -> None:
    """Serve the product with one more route. Before Reflex forks its workers, so that they inherit it."""
    from chat_app.chat_app import app

    product: Any = app

    def beside(application: ASGIApp) -> ASGIApp:
        async def either(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["path"] == PATH:
                await _emit(product.event_namespace, Request(scope, receive))
                await Response()(scope, receive, send)
            else:
                await application(scope, receive, send)

        return either

    product.api_transformer = [*product.api_transformer, beside]


async def _emit(namespace: Any, request: Request) -> None:
    """Let every connected tab join a room; then emit each payload to it, one `every` seconds."""
    asked = orjson.loads(await request.body())
    tabs = [sid for sid, _ in namespace.server.manager.get_participants(NAMESPACE, None)]
    if asked["join"]:
        for sid in tabs:
            await namespace.enter_room(sid, AUDIENCE)
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number, payload in enumerate(asked["payloads"]):
        await asyncio.sleep(max(0.0, start + number * asked["every"] - loop.time()))
        await namespace.emit("event", payload, room=AUDIENCE)

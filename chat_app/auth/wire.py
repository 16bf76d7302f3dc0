"""The connections to providers: one client a process, so that a sign-in costs no new TLS context and no handshake.

Authlib's client holds a person's token, so each sign-in has one of its own; what they share is the transport below.
"""

import asyncio
from weakref import WeakKeyDictionary

import httpx

TIMEOUT = 10  # seconds a request
_LIMITS = httpx.Limits(max_connections=20, max_keepalive_connections=5, keepalive_expiry=60)

# By event loop, since connections belong to one; workers fork after importing this.
_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()


class Wire(httpx.AsyncBaseTransport):
    """Sends requests over the shared connections, which honour the proxies and certificates of the environment. Nothing
    of one request, such as a cookie, gets into another: requests come finished."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See httpx."""
        return await _client().send(request, stream=True)


async def close() -> None:
    """Let go of the connections of this event loop."""
    client = _clients.pop(asyncio.get_running_loop(), None)
    if client is not None:
        await client.aclose()


def _client() -> httpx.AsyncClient:
    loop = asyncio.get_running_loop()
    if (client := _clients.get(loop)) is None:
        client = _clients[loop] = httpx.AsyncClient(timeout=TIMEOUT, limits=_LIMITS)
    return client

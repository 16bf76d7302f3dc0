"""Connections to providers: one HTTP client a process, so that a sign-in costs no new TLS context and no handshake.

Authlib's client holds a person's token, so each sign-in has its own client; they share SharedTransport.
"""

import asyncio
from weakref import WeakKeyDictionary

import httpx

TIMEOUT = 10  # seconds a request
_LIMITS = httpx.Limits(max_connections=20, max_keepalive_connections=5, keepalive_expiry=60)

# By event loop, since connections belong to one; workers fork after importing this.
_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()


class SharedTransport(httpx.AsyncBaseTransport):
    """Sends requests over the shared connections, which honour the proxies and certificates of the environment.
    Requests arrive complete, so that nothing of one, such as a cookie, gets into another."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its response is streamed."""
        return await _client().send(request, stream=True)


async def close() -> None:
    """Close the connections of this event loop."""
    client = _clients.pop(asyncio.get_running_loop(), None)
    if client is not None:
        await client.aclose()


def _client() -> httpx.AsyncClient:
    loop = asyncio.get_running_loop()
    if (client := _clients.get(loop)) is None:
        client = _clients[loop] = httpx.AsyncClient(timeout=TIMEOUT, limits=_LIMITS)
    return client

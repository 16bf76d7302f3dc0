"""A client that sends a great many small pieces in one go, is cut off, and keeps nobody waiting."""

from __future__ import annotations

import asyncio
import contextlib
import os
import struct
import time

import psutil
import pytest

from tests.conftest import StartServers
from tests.stack.server import Server

SIZE = 240_000  # bytes, sent at once
CONNECTIONS = 4
CALM = 0.1  # seconds that a small answer may take meanwhile, on a machine where the attacker is too
UPGRADE = (
    "GET /_event/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
)
POST = "POST /auth/refresh HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"


def frame(first: int, text: bytes = b"") -> bytes:
    """A masked frame; `first` is its first byte: FIN and the kind."""
    return struct.pack("!BB", first, 0x80 | len(text)) + b"\0\0\0\0" + text


def many(piece: bytes, before: bytes = b"") -> bytes:
    return before + piece * ((SIZE - len(before)) // len(piece))


WAYS = {
    "pings": (UPGRADE, many(frame(0x89))),
    "pongs": (UPGRADE, many(frame(0x8A))),
    "empty pieces of a text": (UPGRADE, many(frame(0x00), frame(0x01, b"4"))),
    "pieces of one letter": (UPGRADE, many(frame(0x00, b"x"), frame(0x01, b"4"))),
    "texts": (UPGRADE, many(frame(0x81, b"3"))),
    "pings in a text": (UPGRADE, many(frame(0x89), frame(0x01, b"4"))),
    "chunks of one letter": (POST, many(b"1\r\na\r\n")),
    "headers": ("GET / HTTP/1.1\r\nHost: localhost\r\n", many(b"a: b\r\n")),
    "requests": ("", many(b"GET /_health HTTP/1.1\r\nHost: localhost\r\n\r\n")),
    "blank lines": ("", many(b"\r\n")),
}


@pytest.fixture(scope="module")
def server(start_servers: StartServers) -> Server:
    return start_servers(1)[0]


async def attack(server: Server, begin: str, pieces: bytes) -> None:
    """Send it, and wait a moment for the other end to hang up; some are slowed down instead."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    with contextlib.suppress(ConnectionError, TimeoutError):
        writer.write(begin.format(port=server.port).encode())
        if begin is UPGRADE:
            await reader.readuntil(b"\r\n\r\n")
        writer.write(pieces)
        async with asyncio.timeout(1.5):
            while await reader.read(65_536):
                pass
    writer.transport.abort()


async def longest_wait(server: Server, until: asyncio.Event) -> float:
    """Of a client that asks for little, again and again."""
    longest = 0.0
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    while not until.is_set():
        began = time.perf_counter()
        writer.write(b"GET /_health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split()[0]))
        longest = max(longest, time.perf_counter() - began)
        await asyncio.sleep(0.005)
    writer.close()
    return longest


@pytest.mark.quiet
@pytest.mark.parametrize("way", WAYS)
async def test_small_pieces_keep_nobody_waiting(server: Server, way: str) -> None:
    begin, pieces = WAYS[way]
    over = asyncio.Event()
    waits = asyncio.create_task(longest_wait(server, over))
    await asyncio.sleep(0.2)
    memory = psutil.Process(server.workers[0]).memory_info().rss
    await asyncio.gather(*(attack(server, begin, pieces) for _ in range(CONNECTIONS)))
    over.set()
    more = psutil.Process(server.workers[0]).memory_info().rss - memory
    took = await waits
    print(f"{way}: {took * 1000:.0f} ms, {more / 1e6:+.1f} MB, load {os.getloadavg()[0]:.1f}")
    assert took < CALM
    assert more < 40_000_000

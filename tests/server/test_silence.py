"""Clients that connect and say nothing, or do not read, keep no others out, and are disconnected after a while."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator

import pytest

from chat_app.server.deadlines import BODY, HEAD, UNREAD
from chat_app.server.idle_connections import EACH
from tests.conftest import StartServers
from tests.stack.processes import wait_until
from tests.stack.server import Server

CROWD = 1_500  # connections
MARGIN = 4.0  # seconds
POST = b"POST /auth/refresh HTTP/1.1\r\nHost: localhost\r\n"
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture(scope="module")
def server(start_servers: StartServers) -> Server:
    return start_servers(1)[0]


@contextlib.asynccontextmanager
async def lines(server: Server, count: int, *addresses: str) -> AsyncIterator[list[Line]]:
    """Connections from several addresses of this machine."""
    opened = [
        await asyncio.open_connection("127.0.0.1", server.port, local_addr=(addresses[number % len(addresses)], 0))
        for number in range(count)
    ]
    try:
        yield opened
    finally:
        for _, writer in opened:
            writer.transport.abort()


async def ended(line: Line) -> float:
    """Seconds until the other end hangs up."""
    began = time.monotonic()
    with contextlib.suppress(ConnectionError):
        while await line[0].read(65_536):
            pass
    return time.monotonic() - began


async def asked(server: Server, address: str) -> float:
    """Seconds until a page is there."""
    began = time.monotonic()
    async with lines(server, 1, address) as [(reader, writer)]:
        writer.write(b"GET /login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 200")
    return time.monotonic() - began


async def test_a_crowd_that_says_nothing_keeps_nobody_out(server: Server) -> None:
    many = [f"127.0.1.{number}" for number in range(1, 21)]
    async with lines(server, CROWD, *many):
        assert await asked(server, "127.0.0.2") < 1
        assert await asked(server, many[0]) < 1


async def test_of_one_address_as_many_wait_as_is_said_and_the_newest_is_served(server: Server) -> None:
    async with lines(server, EACH + 50, "127.0.2.1") as crowd:
        await asyncio.sleep(0.5)
        assert sum(reader.at_eof() or reader.exception() is not None for reader, _ in crowd) == 50
        assert await asked(server, "127.0.2.1") < 1


UNFINISHED = {  # what is sent at first, what every half second, and the seconds that it may take
    "nothing": (b"", b"", HEAD),
    "half a line": (b"GET / HT", b"", HEAD),
    "a header now and then": (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X-More: yes\r\n", HEAD),
    "no body": (POST + b"Content-Length: 900\r\n\r\n", b"", BODY),
    "a byte now and then": (POST + b"Content-Length: 900\r\n\r\n", b"a", BODY),
    "chunk by chunk": (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", BODY),
}


async def test_who_does_not_come_to_the_end_is_cut_off(server: Server) -> None:
    async def cut_off(said: bytes, more: bytes, seconds: float) -> bool:
        async with lines(server, 1, "127.0.3.1") as [line]:
            line[1].write(said)
            end, began = asyncio.create_task(ended(line)), time.monotonic()
            while not end.done() and time.monotonic() - began < seconds + MARGIN:
                line[1].write(more)
                await asyncio.wait([end], timeout=0.5)
            return end.done() and await end < seconds + MARGIN

    cut = await asyncio.gather(*(cut_off(*each) for each in UNFINISHED.values()))
    assert dict(zip(UNFINISHED, cut, strict=True)) == dict.fromkeys(UNFINISHED, True)


@pytest.mark.slow
def test_who_does_not_read_is_cut_off(server: Server) -> None:
    build = server.folder / ".web" / "build" / "client"
    largest = max(build.glob("assets/*.js"), key=lambda script: script.stat().st_size)
    request = f"GET /{largest.relative_to(build)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.connect(("127.0.0.1", server.port))
        line.sendall(request * 50)
        wait_until(lambda: _refused(line), seconds=UNREAD + MARGIN, what="the end", every=0.5)


def _refused(line: socket.socket) -> bool:
    try:
        line.send(b"G", socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
    return False

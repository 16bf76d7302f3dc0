"""What stands in for Engine.IO's transport keeps what Engine.IO promises, to the pages and to Socket.IO."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from engineio.packet import MESSAGE, Packet
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from chat_app.live.pings import Pings
from chat_app.live.transport import UNSENT, RelayedConnection, Transport, framed
from tests.live import chatter
from tests.stack.server import Server

PING, TEXT = "2", Opcode.TEXT


class Line:
    """A connection that is pinged."""

    def __init__(self) -> None:
        self.pinged_at = 0.0
        self.closed = False
        self.sent: list[bytes] = []

    def send(self, frame: bytes) -> bool:
        self.sent.append(frame)
        return True

    def end(self) -> None:
        self.closed = True


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 300_000])
def test_a_frame_is_one_that_the_library_reads(size: int):
    text = "é" * (size // 2) + "x" * (size % 2)
    assert len(text.encode()) == size
    reader = StreamReader()
    reader.feed_data(framed(text))
    parsing = Frame.parse(reader.read_exact, mask=False, max_size=None)
    with pytest.raises(StopIteration) as parsed:
        next(parsing)
    frame: Frame = parsed.value.value
    assert (frame.opcode, frame.fin, bytes(frame.data).decode()) == (TEXT, True, text)
    assert not reader.buffer


async def test_another_server_gets_the_texts_in_order_and_an_end():
    sent: list[Any] = []

    async def send(message: Any) -> None:
        await asyncio.sleep(0)
        sent.append(message.get("text", message["type"]))

    connection = RelayedConnection(send)
    texts = ["", "é" * 60, "x" * 200, "y" * 70_000]
    for text in texts:
        connection.write(framed(text))
    assert connection.unsent == sum(map(len, map(framed, texts)))
    await asyncio.sleep(0.05)
    assert (sent, connection.unsent) == (texts, 0)
    connection.abort()
    await asyncio.sleep(0.05)
    assert sent[-1] == "websocket.close"


async def test_who_answers_is_pinged_again_and_stays():
    pings, line = Pings(10, 5), Line()
    pings.add(line)
    began = asyncio.get_running_loop().time()
    pings.sweep(began + 9)
    assert not line.sent
    for turn in range(1, 4):
        pings.sweep(began + turn * 11)
        assert line.sent == [framed(PING)] * turn
        pings.answered(line)
        pings._due[-1] = (began + (turn + 1) * 11, line)
    pings.sweep(began + 43)
    assert not line.closed


async def test_who_does_not_answer_is_ended_in_time():
    pings, line, other = Pings(10, 5), Line(), Line()
    pings.add(line)
    pings.add(other)
    now = asyncio.get_running_loop().time()
    pings.sweep(now + 11)
    pings.answered(other)
    pings.sweep(now + 15)
    assert not line.closed
    pings.sweep(now + 17)
    assert line.closed
    assert not other.closed


async def test_an_answer_that_nobody_asked_for_counts_for_nothing():
    pings, line = Pings(10, 5), Line()
    pings.add(line)
    for _ in range(100):
        pings.answered(line)
    assert len(pings._due) == 1


async def test_who_has_gone_is_neither_pinged_nor_kept():
    pings, line = Pings(10, 5), Line()
    pings.add(line)
    line.closed = True
    pings.sweep(asyncio.get_running_loop().time() + 11)
    assert not line.sent
    assert not pings._due
    assert not pings._awaited


async def test_nothing_more_is_sent_to_who_does_not_read():
    class Full:
        unsent = UNSENT + 1

        def write(self, frame: bytes) -> None:
            raise AssertionError(frame)

        def abort(self) -> None:
            ended.append(True)

    ended: list[bool] = []
    transport = Transport.__new__(Transport)
    transport._connection = Full()
    assert transport.send(framed("x")) is False
    assert not ended  # the tab is closed by the caller, who logs it
    await transport.put(Packet(MESSAGE, "an update of Reflex"))
    assert ended


async def test_an_upgrade_that_is_refused_leaves_no_error_in_the_log(one_server: Server):
    reader, writer = await asyncio.open_connection("127.0.0.1", one_server.port)
    writer.write(
        b"GET /_event/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Version: 1\r\nSec-WebSocket-Key: x\r\n\r\n"
    )
    assert not (await reader.read()).startswith(b"HTTP/1.1 101")
    writer.close()
    await asyncio.sleep(0.3)
    assert "Traceback" not in one_server.log
    assert "KeyError" not in one_server.log


async def test_a_page_is_greeted_as_engine_io_does(one_server: Server):
    async with connect(_address(one_server), origin=_origin(one_server)) as page:
        greeting = await page.recv()
        assert isinstance(greeting, str)
        assert greeting.startswith('0{"sid":')
        for said in ('"pingInterval":25000', '"pingTimeout":', '"upgrades":[]'):
            assert said in greeting.replace(" ", "")


async def test_who_says_goodbye_is_gone_from_the_server(one_server: Server):
    ada = await chatter.found(one_server.url)
    async with await ada.tab(one_server.url).arrive() as tab, await ada.tab(one_server.url).arrive() as other:
        assert await _says(tab, "41/_event,") is None
        await other.go(next(iter(other.memberships())))
        assert await other.post(other.view["room_id"], "still here") == "sent"
        seen = len(tab.deltas)
        await asyncio.sleep(0.3)
        assert len(tab.deltas) == seen


async def test_a_broken_event_ends_nothing_and_is_answered_by_nothing(one_server: Server):
    ada = await chatter.by_mail(one_server, "ada@watercooler.example")
    async with await ada.tab(one_server.url).arrive() as tab:
        await _says(tab, '42/_event,["event",{')
        await tab.handled()
        assert tab.connected


async def test_bytes_and_what_no_page_sends_end_the_connection(one_server: Server):
    for said in ("5", "6", "1", "", b"x"):
        async with connect(_address(one_server), origin=_origin(one_server)) as page:
            await page.recv()
            await page.send(said)
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(_read_on(page), 5)


async def _read_on(page: ClientConnection) -> None:
    while True:
        await page.recv()


async def _says(tab: Any, frame: str) -> None:
    await tab.send_frame(frame)


def _address(server: Server) -> str:
    return f"{server.url.replace('http', 'ws')}/_event/?EIO=4&transport=websocket"


def _origin(server: Server) -> Any:
    return server.url

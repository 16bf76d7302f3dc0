"""The door of the websocket: how many may be open, how fast they may talk, and what is told of those who overdo it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from chat_app.api import handshake, websocket_limits
from chat_app.api.handshake import guard
from chat_app.limits import Rule
from tests.cast import settings_for


class Socket:
    """A connection that a client has asked for; `inbox` is what it sends, `answers` what it gets."""

    def __init__(self, origin: str = "http://localhost:3000") -> None:
        self.scope = {
            "type": "websocket", "client": ("192.0.2.1", 5000),
            "headers": [(b"host", b"localhost:3000"), (b"origin", origin.encode())],
        }  # fmt: skip
        self.inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.answers: list[dict[str, Any]] = []

    async def send(self, message: Any) -> None:
        self.answers.append(message)

    @property
    def refused(self) -> bool:
        return [each["type"] for each in self.answers] == ["websocket.close"]


async def heard(scope: Any, receive: Any, send: Any) -> None:
    """An application that reads until the connection ends."""
    while (await receive())["type"] != "websocket.disconnect":
        pass


@pytest.mark.prompt  # the flood must be faster than a thousand frames a second
async def test_a_flood_is_cut_off_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(websocket_limits, "PATIENCE", 3)
    told: list[tuple[Any, ...]] = []
    settings = settings_for("", tmp_path, limit_events=Rule(40, 4))
    door = guard(settings, heard, lambda action, who, **about: told.append((action, who, about["why"])))
    socket = Socket()
    for _ in range(60):
        socket.inbox.put_nowait({"type": "websocket.receive", "text": "3"})
    async with asyncio.timeout(20):
        await door(socket.scope, socket.inbox.get, socket.send)  # pyright: ignore[reportArgumentType]
    assert socket.refused
    assert told == [("flood.cut", "192.0.2.1", "pace")]


LONG = handshake.FRAME


@pytest.mark.parametrize(
    "frame",
    [
        {"bytes": b"x"}, {"bytes": b"", "text": None}, {"text": None}, {"text": ""}, {"text": "x"}, {"text": "33"},
        {"text": "451-/_event,[{}]"}, {"text": "461-/_event,1[{}]"}, {"text": "45"}, {"text": "4599999-/_event,"},
        {"text": '4550-["event",{"_placeholder":true,"num":0}]'}, {"text": "bAAAA"}, {"text": "5"}, {"text": "6"},
        {"text": "0{}"}, {"text": "1"}, {"text": "2"}, {"text": "2probe"}, {"text": "3probe"}, {"text": "4"},
        {"text": "40"}, {"text": "40/other,"}, {"text": "40/_event"}, {"text": "41"}, {"text": '42["event",{}]'},
        {"text": '42/_event,["connect",{}]'}, {"text": '42/_event,["ping"]'}, {"text": '42/_event,17["event",{}]'},
        {"text": '43/_event,1["event"]'}, {"text": '44/_event,{"message":"x"}'}, {"text": '42/_event,["disconnect"]'},
        {"text": "40/_event," + " " * LONG},
    ],
)  # fmt: skip
async def test_what_no_page_of_ours_sends_ends_the_connection(tmp_path: Path, frame: dict[str, Any]):
    told: list[str] = []
    door = guard(settings_for("", tmp_path), heard, lambda action, who, **about: told.append(about["why"]))
    socket = Socket()
    socket.inbox.put_nowait({"type": "websocket.receive", **frame})
    async with asyncio.timeout(5):
        await door(socket.scope, socket.inbox.get, socket.send)  # pyright: ignore[reportArgumentType]
    assert socket.refused
    assert told == ["frame"]


async def test_what_pages_of_ours_send_comes_in(tmp_path: Path):
    sent = ["40/_event,{}", "40/_event,", "3", '42/_event,["event",{"name":"x"}]', '42/_event,["client_error",{}]']
    got: list[str] = []

    async def hears(scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            got.append(message["text"])

    socket = Socket()
    for text in (*sent, "41/_event,"):
        socket.inbox.put_nowait({"type": "websocket.receive", "text": text})
    socket.inbox.put_nowait({"type": "websocket.disconnect"})
    await guard(settings_for("", tmp_path), hears)(socket.scope, socket.inbox.get, socket.send)  # type: ignore[arg-type]
    assert got == [*sent, "41/_event,"]
    assert not socket.answers


@pytest.mark.parametrize("said", [[], ["3"], ["40/_event,{}", None, "3"]])
async def test_who_does_not_say_what_they_come_for_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str | None]
):
    """Nothing at all; only pongs; and a CONNECT that was refused, after which only pongs come."""
    monkeypatch.setattr(handshake, "ARRIVAL", 0.05)
    socket = Socket()

    async def refuses(scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            if message.get("text", "").startswith("40"):
                await send({"type": "websocket.send", "text": '44/_event,{"message":"no"}'})

    socket.inbox.put_nowait({"type": "websocket.connect"})
    for text in filter(None, said):
        socket.inbox.put_nowait({"type": "websocket.receive", "text": text})
    async with asyncio.timeout(5):
        await guard(settings_for("", tmp_path), refuses)(socket.scope, socket.inbox.get, socket.send)  # type: ignore[arg-type]
    assert socket.answers[-1] == {"type": "websocket.close", "code": 1008}


async def test_who_has_said_it_may_be_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(handshake, "ARRIVAL", 0.02)
    socket = Socket()
    for message in ({"type": "websocket.connect"}, {"type": "websocket.receive", "text": "40/_event,{}"}):
        socket.inbox.put_nowait(message)
    task = asyncio.create_task(guard(settings_for("", tmp_path), heard)(socket.scope, socket.inbox.get, socket.send))  # type: ignore[arg-type]
    await asyncio.sleep(0.2)
    assert not task.done()
    socket.inbox.put_nowait({"type": "websocket.disconnect"})
    await task
    assert not socket.answers


async def test_nothing_is_sent_after_the_end(tmp_path: Path):
    async def closes_twice(scope: Any, receive: Any, send: Any) -> None:
        for _ in range(2):
            await send({"type": "websocket.close"})
        await send({"type": "websocket.send", "text": "late"})

    socket = Socket()
    await guard(settings_for("", tmp_path), closes_twice)(socket.scope, socket.inbox.get, socket.send)  # type: ignore[arg-type]
    assert socket.refused


async def test_a_foreign_origin_is_told(tmp_path: Path):
    told: list[str] = []
    door = guard(settings_for("", tmp_path), heard, lambda action, who, **about: told.append(f"{action} {who}"))
    socket = Socket("https://evil.example")
    socket.inbox.put_nowait({"type": "websocket.connect"})
    await door(socket.scope, socket.inbox.get, socket.send)  # pyright: ignore[reportArgumentType]
    assert socket.refused
    assert told == ["origin.refused 192.0.2.1"]


async def test_visitors_of_one_network_hold_so_many_sockets_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(websocket_limits, "VISITORS", 2)
    door = guard(settings_for("", tmp_path), heard)
    staying = [Socket(), Socket()]
    tasks = [asyncio.create_task(door(each.scope, each.inbox.get, each.send)) for each in staying]  # type: ignore[arg-type]
    await asyncio.sleep(0)
    third = Socket()
    third.inbox.put_nowait({"type": "websocket.connect"})
    await door(third.scope, third.inbox.get, third.send)  # pyright: ignore[reportArgumentType]
    assert third.refused
    for each in staying:
        each.inbox.put_nowait({"type": "websocket.disconnect"})
    await asyncio.gather(*tasks)
    fourth = Socket()
    fourth.inbox.put_nowait({"type": "websocket.disconnect"})
    await door(fourth.scope, fourth.inbox.get, fourth.send)  # pyright: ignore[reportArgumentType]
    assert not fourth.answers

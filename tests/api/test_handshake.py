"""The door of the websocket: how many may be open, how fast they may talk, and what is told of those who overdo it."""

from __future__ import annotations

import asyncio
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from chat_app.api import handshake
from chat_app.api.handshake import Paces, guard
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


def test_a_session_that_was_cut_off_has_no_fresh_burst_when_it_comes_back(tmp_path: Path):
    paces = Paces(settings_for("", tmp_path, limit_events=Rule(4, 3600)))
    flooder, other = uuid.uuid4(), uuid.uuid4()
    pace = paces.of(flooder)
    for _ in range(5):
        pace.delay(time.monotonic())
    paces.keep(flooder, pace)
    assert paces.of(flooder) is pace
    assert paces.of(other) is not pace
    assert paces.of(other).delay(time.monotonic()) == 0


def test_and_one_when_it_has_paid(tmp_path: Path):
    paces = Paces(settings_for("", tmp_path, limit_events=Rule(1000, 1)))
    flooder = uuid.uuid4()
    pace = paces.of(flooder)
    paces.keep(flooder, pace)
    assert paces.of(flooder) is not pace


async def test_a_flood_is_cut_off_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(handshake, "PATIENCE", 3)
    told: list[tuple[Any, ...]] = []
    settings = settings_for("", tmp_path, limit_events=Rule(1000, 1))
    door = guard(settings, heard, lambda action, who, **about: told.append((action, who, about["why"])))
    socket = Socket()
    for _ in range(1200):
        socket.inbox.put_nowait({"type": "websocket.receive", "text": "x"})
    async with asyncio.timeout(20):
        await door(socket.scope, socket.inbox.get, socket.send)  # pyright: ignore[reportArgumentType]
    assert socket.refused
    assert told == [("flood.cut", "192.0.2.1", "pace")]


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
    monkeypatch.setattr(handshake, "VISITORS", 2)
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

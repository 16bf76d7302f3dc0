"""A tab for load: signs in by its cookie, opens the room, posts, and enters what arrives into the ledger."""

from __future__ import annotations

import asyncio
import re
import uuid
from dataclasses import dataclass
from typing import Any

import orjson
from reflex_base.constants import Reflex

from chat_app.live import entries
from tests.bench.ledger import Landed, Ledger
from tests.bench.websocket import WebSocket

ROOT = "reflex___state____state"
HYDRATE = f"{ROOT}.hydrate_and_load"
POST = f"{ROOT}.chat_app___states___composer____composer_state.post"
FEED = f"{ROOT}.chat_app___states___feed____feed_state"
SEARCH = f"{ROOT}.chat_app___states___search____search_state.ask"
ANSWERED = f'"{entries.ANSWERS.key("")}'.encode()
ANSWER = re.compile(ANSWERED + rb'([0-9a-f-]{36})":\{"status":"(\w+)"')
OPEN, FOUND = b'"status":"open"', f'"{entries.SEARCH.key}":{{'.encode()


class Lost(ConnectionError):
    """The connection ended while something was awaited."""


@dataclass(frozen=True)
class Seat:
    """Where a tab connects, as whom, and which room it shows."""

    port: int
    cookie: str
    room_id: str


class Tab(WebSocket):
    """One tab; `landed` is what it got, in order. `dropouts` counts the times it was cut by the server."""

    def __init__(self, seat: Seat, ledger: Ledger) -> None:
        super().__init__()
        self.seat = seat
        self.ledger = ledger
        self.landed: list[Landed] = []
        self.dropouts = 0
        self._token = str(uuid.uuid4())
        self._answers: dict[bytes, asyncio.Future[str]] = {}
        self._opening: asyncio.Future[None] | None = None
        self._leaving = False
        self._mark = OPEN  # what the frame that is waited for holds

    async def open(self, seconds: float = 20) -> None:
        """Connect, and return when the room is there; again: the same tab comes back. Raises OSError, TimeoutError."""
        self._leaving, self._mark = False, OPEN
        path = f"/_event/?EIO=4&transport=websocket&token={self._token}"
        headers = {
            "Origin": f"http://localhost:{self.seat.port}",
            "Cookie": self.seat.cookie,
            "Sec-WebSocket-Protocol": Reflex.VERSION,
        }
        self._opening = asyncio.get_running_loop().create_future()
        await self.dial("127.0.0.1", self.seat.port, path, headers)
        await self._opened(seconds)

    async def reopen(self, seconds: float = 20) -> None:
        """Ask for the room's newest page again, and return when its snapshot is there."""
        await self._asked(f"{FEED}.latest", OPEN, seconds)

    async def around(self, seq: int, seconds: float = 20) -> None:
        """Ask for the page around a place, and return when it is there."""
        await self._asked(f"{FEED}.around", OPEN, seconds, seq=seq)

    async def older(self, floor: int, ceil: int, seconds: float = 20) -> None:
        """Ask for the page before the one that is there, and return when it has come."""
        await self._asked(f"{FEED}.older", OPEN, seconds, floor=floor, ceil=ceil)

    async def search(self, query: str, *, here: bool, seconds: float = 20) -> None:
        """Search in the room or in all, and return when the first page of hits is there."""
        await self._asked(SEARCH, FOUND, seconds, query=query, room_id=self.seat.room_id if here else "")

    async def post(self, text: str) -> str:
        """Post; returns the server's answer, `sent` or `refused`, when it has come. Raises Lost."""
        key = str(uuid.uuid4())
        answer = self._answers[key.encode()] = asyncio.get_running_loop().create_future()
        self._event(POST, {"room_id": self.seat.room_id, "client_msg_id": key, "text": text})
        return await answer

    def leave(self) -> None:
        """Cut the connection."""
        self._leaving = True
        self.cut()

    def take(self, text: bytes) -> None:
        if text.startswith(b"42"):
            if self._answers and ANSWERED in text:
                self._answer(text)
            elif self._opening is not None and self._mark in text:
                self._opening.set_result(None)
                self._opening = None
            else:
                self.ledger.take(text, self.landed)
        elif text == b"2":
            self.send(b"3")
        elif text.startswith(b"0"):
            self.send(b"40/_event," + orjson.dumps({"event": self._body(HYDRATE, {})}))
        elif text.startswith((b"41", b"44")):
            self.cut()

    def lost(self) -> None:
        self.dropouts += not self._leaving
        waiting = [*self._answers.values(), *([self._opening] if self._opening else [])]
        self._answers, self._opening = {}, None
        for each in waiting:
            if not each.done():
                each.set_exception(Lost())

    async def _asked(self, event: str, mark: bytes, seconds: float, **payload: str | int) -> None:
        self._mark, self._opening = mark, asyncio.get_running_loop().create_future()
        self._event(event, {"room_id": self.seat.room_id, **payload})
        await self._opened(seconds)

    async def _opened(self, seconds: float) -> None:
        assert self._opening
        try:
            await asyncio.wait_for(self._opening, seconds)
        except TimeoutError:
            self._opening = None
            self.leave()
            raise

    def _answer(self, text: bytes) -> None:
        for key, status in ANSWER.findall(text):
            if (waiting := self._answers.pop(key, None)) is not None and not waiting.done():
                waiting.set_result(status.decode())

    def _event(self, name: str, payload: dict[str, Any]) -> None:
        self.send(b"42/_event," + orjson.dumps(["event", self._body(name, payload)]))

    def _body(self, name: str, payload: dict[str, Any]) -> dict[str, object]:
        path = f"/rooms/{self.seat.room_id}"
        return {"name": name, "payload": payload, "router_data": {"pathname": path, "asPath": path}}

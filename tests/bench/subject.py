"""The product as it is measured: one fresh server process with a town in its database, and the meter on it."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import orjson

from chat_app.config import Settings
from tests.bench import bare
from tests.bench.account import Meter, pss_kb
from tests.bench.fleet import Fleet
from tests.bench.town import Town, settle
from tests.stack.front_end import PROJECT
from tests.stack.postgres import Postgres
from tests.stack.server import Server


@dataclass
class Subject:
    """A running server under measurement."""

    server: Server
    town: Town
    helpers: list[int] = field(default_factory=list)  # PostgreSQL: metered, and not counted

    def fleet(self, tabs: int) -> Fleet:
        """Tabs for it, not yet open."""
        return Fleet(self.town.seats(self.server.port, tabs))

    def meter(self) -> Meter:
        """Begin to count what it spends."""
        return Meter([self.server.pid], self.helpers)

    @property
    def pss_kb(self) -> int:
        return pss_kb([self.server.pid])

    async def emit(self, payloads: list[Any], every: float, *, join: bool = False) -> None:
        """Let the library's own room emit send these to every tab; returns when it has."""
        body = orjson.dumps({"payloads": payloads, "every": every, "join": join})
        async with httpx.AsyncClient(timeout=60) as client:
            answer = await client.post(f"http://127.0.0.1:{self.server.port}{bare.PATH}", content=body)
        answer.raise_for_status()

    @asynccontextmanager
    async def sailing(self, tabs: int) -> AsyncIterator[Fleet]:
        """A fleet in its room; gone afterwards, also from the server's books."""
        fleet = self.fleet(tabs)
        try:
            await fleet.open()
            yield fleet
        finally:
            fleet.leave()
            await asyncio.sleep(0.5)


class Yard:
    """Where subjects come from. A town on SQLite is made once for each size, and copied for each server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._towns: dict[tuple[int, int], Town] = {}

    @contextmanager
    def on_sqlite(self, people: int, messages: int = 0) -> Iterator[Subject]:
        """A server on SQLite and the in-process bus, as a fresh installation has it."""
        data = self._folder / f"town-{people}-{messages}"
        if (people, messages) not in self._towns:
            self._towns[people, messages] = settle(_settings(data), people, messages)
        server = _server()
        try:
            shutil.copytree(data, server.data)
            yield Subject(server.start(), self._towns[people, messages])
        finally:
            server.stop()

    @contextmanager
    def on_postgres(self, people: int, messages: int = 0) -> Iterator[Subject]:
        """A server on a PostgreSQL of its own that is durable: fsync is on."""
        cluster = Postgres.start(durable=True)
        server = _server(database_url=cluster.url())
        try:
            town = settle(_settings(server.data, cluster.url()), people, messages)
            cluster.run("ANALYZE")
            yield Subject(server.start(), town, [cluster.pid])
        finally:
            server.stop()
            cluster.stop()


@contextmanager
def yard() -> Iterator[Yard]:
    """A yard in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as folder:
        yield Yard(Path(folder))


def _settings(data: Path, database_url: str = "") -> Settings:
    return Settings(data_dir=data, database_url=database_url)  # pyright: ignore[reportCallIssue]


def _server(**settings: str) -> Server:
    return Server(**settings, PARLEY_BENCH=str(PROJECT))  # pyright: ignore[reportArgumentType]

"""A house with a closed room, its secret, and those who have no business in it."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from chat_app.config import Settings
from chat_app.limits import OFF, LimitSettings
from chat_app.services import accounts, login_links
from chat_app.services.parley import Parley
from tests.hostile.handlers import all_handlers, all_routes
from tests.live import chatter
from tests.live.chatter import Person
from tests.stack.server import Server

SECRETS = ("conspirators", "the plan is secret")
TABLES = """
    SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sightings' AND name NOT GLOB 'message_search_*'
"""


@dataclass
class House:
    """`room` is closed; only Ada is in it, and said one thing there: `message`."""

    server: Server
    ada: Person
    grace: Person
    guest: Person
    room: str
    message: str
    ada_id: str

    @property
    def url(self) -> str:
        return self.server.url

    def contents(self, *tables: str) -> dict[str, list[str]]:
        """Everything that is in the database, or in some of its tables; but for the note that it was attacked,
        and for what changes without anybody's doing: when one was last seen, and how the index is laid out."""
        with closing(sqlite3.connect(f"file:{self.server.data / 'parley.db'}?mode=ro", uri=True)) as file:
            names = tables or [row[0] for row in file.execute(TABLES)]
            return {name: sorted(_rows(file, name)) for name in names}

    def noted(self, action: str) -> bool:
        """Whether the audit log tells of it."""
        return bool(self.rows("SELECT 1 FROM audit_entries WHERE action = ?", action))

    def rows(self, statement: str, *values: str) -> list[Any]:
        """What the database answers."""
        with closing(sqlite3.connect(f"file:{self.server.data / 'parley.db'}?mode=ro", uri=True)) as file:
            return file.execute(statement, values).fetchall()

    def memory(self) -> int:
        """Bytes that the server's processes hold, shared ones once."""
        return sum(psutil.Process(pid).memory_info().rss for pid in self.server.workers)

    async def sign_in(self, email: str) -> Person:
        """One more session of somebody, by a link as it is mailed."""
        parley = product(self.server)
        user = await accounts.by_email(parley, email)
        assert user
        link = await login_links.make(parley, user)
        await parley.database.close()
        return await use_link(self.url, user.name, link)

    async def sign_out(self, person: Person) -> None:
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as client:
            headers = {"Cookie": person.cookie, "Origin": self.url}
            await client.post("/auth/logout", data={"any": "form"}, headers=headers)


def _rows(file: sqlite3.Connection, table: str) -> list[str]:
    found = map(repr, file.execute(f"SELECT * FROM {table}"))  # noqa: S608
    return [row for row in found if "'origin.refused'" not in row]


@pytest.fixture(scope="module")
def house(one_server: Server) -> House:
    return asyncio.run(furnish(one_server))


@pytest.fixture(scope="session")
def handlers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The full names of all event handlers."""
    return all_handlers(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def routes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The methods of every path."""
    return all_routes(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def client(house: House) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=house.url, trust_env=False, timeout=20) as client:
        yield client


async def use_link(url: str, name: str, link: str) -> Person:
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        token = re.split(r"token=", link)[1]
        await client.post("/auth/magic/use", data={"token": token}, headers={"Origin": url})
        return Person(name, "; ".join(f"{key}={value}" for key, value in client.cookies.items()))


async def furnish(server: Server) -> House:
    """Ada, who has a closed room; Grace; a guest."""
    ada = await chatter.found(server.url)
    grace = await chatter.join(server.url, ada, "Grace Hopper")
    parley = product(server)
    alan = await accounts.create(parley, "alan@watercooler.example", "Alan Turing", "guest")
    link = await login_links.make(parley, alan)
    await parley.database.close()
    guest = await use_link(server.url, "Alan Turing", link)
    async with await ada.tab(server.url).arrive() as tab:
        room = await chatter.create_room(tab, SECRETS[0], "closed")
        await tab.go(room)
        assert await tab.post(room, SECRETS[1]) == "sent"
        await tab.wait_for(lambda _: tab.texts() == [SECRETS[1]])
        return House(server, ada, grace, guest, room, tab.messages()[0]["id"], tab.messages()[0]["sender_id"])


def product(server: Server) -> Parley:
    """The product on the server's own database, without its bus and without limits."""
    url, folder = f"sqlite:///{server.data / 'parley.db'}", Path(server.data)
    off: dict[str, Any] = dict.fromkeys(LimitSettings.model_fields, OFF)
    return Parley.from_settings(Settings(port=3000, workers=1, data_dir=folder, database_url=url, redis_url="", **off))

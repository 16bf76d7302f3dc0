"""The fixed cast, signed up over HTTP, and what the database says about them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from tests.live import chatter
from tests.live.chatter import Chatter, Person
from tests.stack.server import Server


@dataclass
class Team:
    """Who is there, and where: `a` and `b` are two processes of one installation."""

    a: Server
    b: Server
    database_url: str
    ada: Person
    grace: Person
    alan: Person
    watercooler: str

    async def rows(self, sql: str, *values: Any) -> list[Any]:
        """What the database answers."""
        connection = await asyncpg.connect(self.database_url)
        try:
            return await connection.fetch(sql, *values)
        finally:
            await connection.close()

    async def new_room(self, name: str, *others: Person, kind: str = "open") -> str:
        """A room of Ada's, with the others in it."""
        async with await self.ada.tab(self.a.url).arrive() as tab:
            room_id = await chatter.create_room(tab, name, kind)
        for person in others:
            async with await person.tab(self.a.url).arrive() as tab:
                await tab.send(f"{chatter.ROOMS}.join", {"room_id": room_id})
                await tab.wait_for(lambda _, tab=tab: room_id in tab.places())
        return room_id

    @asynccontextmanager
    async def tabs(self, *wanted: tuple[Person, Server, str]) -> AsyncIterator[list[Chatter]]:
        """Tabs of these people at these servers, each with a room open."""
        opened = [await person.tab(server.url, room_id).arrive() for person, server, room_id in wanted]
        try:
            yield opened
        finally:
            for tab in opened:
                await tab.close()


async def gather(servers: list[Server], database_url: str) -> Team:
    """Sign everybody up."""
    a, b = servers
    ada = await chatter.found(a.url)
    grace, alan = [await chatter.join(a.url, ada, name) for name in ("Grace Hopper", "Alan Turing")]
    async with await ada.tab(a.url).arrive() as tab:
        watercooler = next(iter(tab.places()))
    return Team(a, b, database_url, ada, grace, alan, watercooler)

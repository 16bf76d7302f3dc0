"""The fixed cast, signed up over HTTP, and what the database says about them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from chat_app.auth import cookies, tokens
from chat_app.live.entries import ME
from chat_app.models import User
from chat_app.models.user import Role
from chat_app.services import accounts, memberships, sessions
from chat_app.services.parley import Parley
from tests.cast import settings_for
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

    async def flood(self, room_id: str, person: Person, count: int) -> None:
        """So many posts in one transaction, of which no process hears."""
        async with person.tab(self.a.url) as tab:
            await tab.wait_for(lambda tab: bool(tab.entry(ME)))
            me = tab.me
        await self.rows(
            "WITH r AS (UPDATE rooms SET last_seq = last_seq + $3, posts = posts + $3, version = version + $3"
            "  WHERE id = $1 RETURNING last_seq - $3 AS seq, posts - $3 AS post_no, version - $3 AS version)"
            " INSERT INTO messages (id, room_id, seq, post_no, version, kind, sender_id, content, html,"
            "  client_msg_id, reactions, mentions, created_at)"
            " SELECT gen_random_uuid(), $1, seq + n, post_no + n, version + n, 'post', $2, 'flood ' || n,"
            "  'flood ' || n, gen_random_uuid(), '[]', '[]', now() FROM r, generate_series(1, $3::int) n",
            uuid.UUID(room_id),
            uuid.UUID(me),
            count,
        )

    async def new_room(self, name: str, *others: Person, kind: str = "open") -> str:
        """A room of Ada's, with the others in it."""
        async with await self.ada.tab(self.a.url).arrive() as tab:
            room_id = await chatter.create_room(tab, name, kind)
        for person in others:
            async with await person.tab(self.a.url).arrive() as tab:
                await chatter.join_room(tab, room_id)
        return room_id

    async def newcomers(self, folder: Path, *names: str, role: Role = "member", room: str = "") -> list[Person]:
        """More people, signed in without a page; guests are put into `room`, members come to *watercooler*."""
        secrets: Any = {"jwt_access_secret": "a" * 64, "jwt_refresh_secret": "r" * 64}
        parley = Parley.from_settings(settings_for(self.database_url, folder, **secrets))
        await parley.bus.start(lambda _: None)
        made = [await self._newcomer(parley, name, role, room) for name in names]
        await parley.bus.stop()
        await parley.database.close()
        return made

    async def _newcomer(self, parley: Parley, name: str, role: Role, room: str) -> Person:
        email = f"{name.replace(' ', '.').lower()}@watercooler.example"
        user = await accounts.create(parley, email, name, role)
        if room:
            async with parley.database.write() as session:
                there, who = await memberships.lock_room(session, uuid.UUID(room)), await session.get(User, user.id)
                assert there is not None
                assert who is not None
                await memberships.enter(session, there, who)
        opened = await sessions.begin(parley, user, device="", ip="")
        return Person(name, f"{cookies.ACCESS}={tokens.access(parley.settings, opened)}")

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
        watercooler = next(iter(tab.memberships()))
    return Team(a, b, database_url, ada, grace, alan, watercooler)

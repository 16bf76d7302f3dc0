"""The people of a benchmark: written straight into the database before the server starts, each with a session."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from chat_app.adapters.migrations import migrate
from chat_app.auth import cookies, tokens
from chat_app.config import Settings
from chat_app.models import Message, Room, Session, User, id_of, new_id, now
from chat_app.services import accounts, memberships
from chat_app.services.parley import Parley
from chat_app.services.sessions import LIFETIME
from tests.bench.tab import Seat

CHUNK = 5_000


@dataclass(frozen=True)
class Town:
    """One room, everybody in it, and the cookie of each."""

    room_id: str
    cookies: tuple[str, ...]

    def seats(self, port: int, count: int) -> list[Seat]:
        """Places for `count` tabs, the first for person 0; a person may sit on several."""
        people = len(self.cookies)
        return [Seat(port, self.cookies[index % people], self.room_id) for index in range(count)]


def settle(settings: Settings, people: int, messages: int = 0) -> Town:
    """Make a town in an empty database. The secrets that sign the cookies are those of the settings' data folder."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings.database)
    return asyncio.run(_settle(Parley.from_settings(settings), people, messages))


async def _settle(parley: Parley, people: int, messages: int) -> Town:
    try:
        ada = await accounts.found(parley, workspace="Watercooler Ltd", name="Ada Lovelace", email="ada@bench.example")
        async with parley.database.write() as session:
            room = (await session.execute(select(Room))).scalar_one()
            residents = [ada, *await _move_in(session, room, people - 1)]
            open_sessions = [_session(person) for person in residents]
            session.add_all(open_sessions)
            await _talk(session, room, residents, messages)
    finally:
        await parley.database.close()
    jar = (f"{cookies.ACCESS}={tokens.access(parley.settings, each)}" for each in open_sessions)
    return Town(str(room.id), tuple(jar))


async def _move_in(session: AsyncSession, room: Room, count: int) -> list[User]:
    people = [User(name=f"Person {n}", email=f"person{n}@bench.example", role="member") for n in range(1, count + 1)]
    session.add_all(people)
    await session.flush()
    for person in people:
        await memberships.enter(session, room, person)
    return people


def _session(person: User) -> Session:
    return Session(user_id=person.id, refresh_id=new_id(), device="bench", ip="127.0.0.1", expires_at=now() + LIFETIME)


async def _talk(session: AsyncSession, room: Room, people: list[User], count: int) -> None:
    for first in range(0, count, CHUNK):
        rows = [_said(room, people, number, count) for number in range(first, min(first + CHUNK, count))]
        await session.execute(insert(Message), rows)
    room.last_seq, room.posts, room.version = room.last_seq + count, room.posts + count, room.version + count
    session.add(room)


def _said(room: Room, people: list[User], number: int, count: int) -> dict[str, Any]:
    moment = now() - timedelta(seconds=count - number)
    return {
        "id": id_of(moment), "room_id": room.id, "seq": room.last_seq + number + 1, "post_no": room.posts + number + 1,
        "version": room.version + number + 1, "kind": "post", "sender_id": people[number % len(people)].id,
        "content": f"Line {number}: steady words to fill a line of chat, mark{number % 100:02}, up to its length.",
        "html": "", "client_msg_id": uuid.uuid4(), "reply_to_id": None,
        "created_at": moment, "edited_at": None, "deleted_at": None,
    }  # fmt: skip

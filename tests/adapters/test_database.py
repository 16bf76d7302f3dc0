"""Transactions: a reader's snapshot is steady, writers take turns, and what raises leaves nothing behind."""

import asyncio
import uuid
from contextlib import AbstractAsyncContextManager

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from chat_app.adapters.database import Database
from chat_app.models import Room, User
from chat_app.services.parley import Parley
from tests.cast import change, rows


async def topic(parley: Parley) -> str:
    return (await rows(parley, Room))[0].topic


@pytest.mark.parametrize("kind", ["read", "snapshot"])
async def test_all_that_one_reader_reads_is_of_one_moment(parley: Parley, watercooler: uuid.UUID, kind: str):
    reading: AbstractAsyncContextManager = getattr(parley.database, kind)()
    ask = select(col(Room.topic)).where(col(Room.id) == watercooler)
    async with reading as reader:
        before = (await reader.execute(ask)).scalar_one()
        await change(parley, Room, watercooler, topic="changed meanwhile")
        assert (await reader.execute(ask)).scalar_one() == before
    assert await topic(parley) == "changed meanwhile"


@pytest.mark.parametrize("kind", ["write", "connection"])
async def test_what_raises_leaves_nothing_behind(parley: Parley, watercooler: uuid.UUID, kind: str):
    async def write(fail: bool) -> None:
        writing: AbstractAsyncContextManager = getattr(parley.database, kind)()
        async with writing as writer:
            await writer.execute(text("UPDATE rooms SET topic = 'written'"))
            if fail:
                raise RuntimeError("a crash")

    with pytest.raises(RuntimeError, match="a crash"):
        await write(fail=True)
    assert await topic(parley) != "written"
    await write(fail=False)
    assert await topic(parley) == "written"


async def test_writers_who_read_first_never_overwrite_each_other(parley: Parley, watercooler: uuid.UUID):
    async def count() -> None:
        async with parley.database.write() as session:
            found = select(Room).where(col(Room.id) == watercooler).with_for_update()
            room = (await session.execute(found)).scalar_one()
            await asyncio.sleep(0)
            room.posts += 1
            session.add(room)

    await asyncio.gather(*(count() for _ in range(20)))
    assert (await rows(parley, Room))[0].posts == 20


async def test_two_processes_write_in_turns(parley: Parley, watercooler: uuid.UUID):
    other = Database(parley.settings.database)
    order: list[str] = []

    async def write(database: Database, name: str) -> None:
        async with database.connection() as connection:
            await connection.execute(text("UPDATE rooms SET posts = posts + 1"))
            order.append(name)
            await asyncio.sleep(0)
            order.append(name)

    await asyncio.gather(*(write(each, n) for each, n in ((parley.database, "a"), (other, "b")) * 5))
    await other.close()
    assert order[::2] == order[1::2]
    assert (await rows(parley, Room))[0].posts == 10


@pytest.mark.parametrize("kind", ["snapshot", "connection"])
async def test_many_at_once_all_get_their_turn(parley: Parley, watercooler: uuid.UUID, kind: str):
    async def look() -> str:
        transaction: AbstractAsyncContextManager = getattr(parley.database, kind)()
        async with transaction as connection:
            await connection.execute(text("SELECT 1"))
            await asyncio.sleep(0)
            return (await connection.execute(select(col(Room.name)))).scalar_one()

    async with asyncio.timeout(20):
        assert await asyncio.gather(*(look() for _ in range(60))) == ["watercooler"] * 60


@pytest.mark.parametrize("kind", ["snapshot", "connection"])
async def test_callers_who_give_up_midway_take_no_connection_with_them(
    parley: Parley, watercooler: uuid.UUID, kind: str
):
    async def dawdle() -> None:
        transaction: AbstractAsyncContextManager = getattr(parley.database, kind)()
        async with transaction as connection:
            while True:
                await connection.execute(text("SELECT 1"))

    for patience in (0, 0.001, 0.01) * 8:
        impatient = [asyncio.create_task(dawdle()) for _ in range(6)]
        await asyncio.sleep(patience)
        for each in impatient:
            each.cancel()
        await asyncio.gather(*impatient, return_exceptions=True)
    async with asyncio.timeout(20):
        await change(parley, Room, watercooler, topic="still alive")
        assert await topic(parley) == "still alive"


async def test_references_are_enforced(parley: Parley, ada: User, watercooler: uuid.UUID):
    await change(parley, Room, watercooler, created_by=ada.id)
    with pytest.raises(IntegrityError):
        await change(parley, Room, watercooler, created_by=uuid.uuid4())


async def test_a_closed_database_opens_again(parley: Parley, ada: User):
    await parley.database.close()
    assert [user.id for user in await rows(parley, User)] == [ada.id]


async def test_sqlite_is_durable_and_lets_readers_read_while_it_writes(parley: Parley):
    if not parley.database.embedded:
        return
    async with parley.database.snapshot() as connection:
        modes = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert modes == ["wal", 2, 1]

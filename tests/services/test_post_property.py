"""Rule R2: per room, seq, post_no and version have no holes and no repeats, whatever crashes."""

import asyncio
import uuid
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from chat_app.adapters.database import Database
from chat_app.config import Settings
from chat_app.events import Event, RoomChanged
from chat_app.models import Message, Room, User
from chat_app.schemas import MessageOut
from chat_app.services import accounts, memberships, messages, posting, rooms
from chat_app.services.errors import Refused
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import draft, settings_for

BEFORE_COMMIT, AFTER_COMMIT = 90, 91  # later than any statement


class Crash(Exception):
    """The connection broke."""


class Fragile:
    """A connection that breaks instead of executing one of its statements."""

    def __init__(self, connection: AsyncConnection, breaks_at: int) -> None:
        self._connection = connection
        self._left = breaks_at

    async def execute(self, *args: Any, **kwargs: Any) -> Any:
        self._left -= 1
        if self._left < 0:
            raise Crash
        return await self._connection.execute(*args, **kwargs)


class Crashing(Database):
    """A database whose post transactions break where the plan says; None lets one through."""

    plan: Iterator[int | None] = iter(())

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[AsyncConnection]:
        at = next(self.plan, None)
        async with super().connection() as connection:
            yield connection if at is None else Fragile(connection, at)  # pyright: ignore[reportReturnType]
            if at == BEFORE_COMMIT:
                raise Crash
        if at == AFTER_COMMIT:
            raise Crash  # the commit went through, and its confirmation got lost


@dataclass(frozen=True)
class Try:
    """One attempt to post: by whom, through which process, under which of a few ids, after how many turns."""

    sender: int
    process: int
    key: int
    turns: int


LINES = 3  # of the system, before anybody writes
TRIES = st.lists(
    st.builds(Try, st.integers(0, 3), st.integers(0, 1), st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=24
)
CRASHES = st.lists(st.one_of(st.none(), st.integers(0, 7), st.sampled_from([BEFORE_COMMIT, AFTER_COMMIT])), max_size=12)


@given(tries=TRIES, crashes=CRASHES)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_numbers_have_no_holes_and_no_repeats(migrated_url: str, tmp_path: Path, tries: list[Try], crashes: list[Any]):
    end = asyncio.run(play(settings_for(migrated_url, tmp_path), tries, crashes))
    lines, stored, count = end.rows[:LINES], end.rows[LINES:], len(end.rows) - LINES
    assert [(row.seq, row.post_no) for row in lines] == [(1, 0), (2, 0), (3, 0)]
    assert [row.seq for row in stored] == list(range(LINES + 1, LINES + count + 1))
    assert [row.post_no for row in stored] == list(range(1, count + 1))
    assert [row.version for row in stored] == list(range(end.started + 1, end.started + count + 1))
    assert (end.room.last_seq, end.room.posts, end.room.version) == (LINES + count, count, end.started + count)
    by_key = {row.client_msg_id: MessageOut.of(row) for row in stored}
    assert len(by_key) == count
    for key, answer in end.answers:
        if isinstance(answer, MessageOut):
            assert same(answer, by_key[key])  # what was confirmed is there, and every retry was told the same
    check_events(end.events, end.started)


@dataclass(frozen=True)
class End:
    """How it ended: the room, which was at version `started` before, its messages, what was answered and announced."""

    started: int
    room: Room
    rows: list[Message]
    answers: list[tuple[uuid.UUID, MessageOut | BaseException]]
    events: list[Event]


async def play(config: Settings, tries: list[Try], crashes: list[Any]) -> End:
    processes = [Parley.from_settings(config) for _ in range(2)]
    events: list[Event] = []
    for parley in processes:
        parley.database = Crashing(config.database)
        parley.listeners.append(events.append)
        await parley.bus.start(lambda frame: None)
    try:
        people, room_id, started = await prepare(processes[0])
        events.clear()
        Crashing.plan = iter(crashes)
        writers = [PostWriter(parley) for parley in processes]
        keys = [uuid.uuid4() for _ in range(10)]

        async def attempt(each: Try) -> tuple[uuid.UUID, MessageOut | BaseException]:
            for _ in range(each.turns):
                await asyncio.sleep(0)
            post = draft(room_id, f"{each.key}", client_msg_id=keys[each.key])
            try:
                return keys[each.key], await posting.post(writers[each.process], people[each.sender], post)
            except (Refused, Crash) as error:
                return keys[each.key], error

        answers = await asyncio.gather(*map(attempt, tries))
        Crashing.plan = iter(())
        return End(started, *await read(processes[0], room_id), answers, events)
    finally:
        for parley in processes:
            await parley.database.close()


async def prepare(parley: Parley) -> tuple[list[uuid.UUID], uuid.UUID, int]:
    """Ada and grace are in a new room, alan has left it, the fourth was never there. Three system lines tell of it."""
    mark = uuid.uuid4().hex
    names = [f"N{number}{mark}" for number in range(4)]
    if await accounts.workspace(parley) is None:
        await accounts.found(parley, workspace="Watercooler Ltd", name="Ada Lovelace", email="ada@watercooler.example")
    people: list[User] = [await accounts.create(parley, f"{name}@w.example", name, "admin") for name in names]
    room_id = uuid.UUID((await rooms.create(parley, people[0].id, name=mark)).id)
    for person in people[1:3]:
        await memberships.join(parley, person.id, room_id)
    await memberships.leave(parley, people[2].id, room_id)
    async with parley.database.read() as session:
        room = (await session.execute(select(Room).where(col(Room.id) == room_id))).scalar_one()
    return [person.id for person in people], room_id, room.version


async def read(parley: Parley, room_id: uuid.UUID) -> tuple[Room, list[Message]]:
    async with parley.database.read() as session:
        room = (await session.execute(select(Room).where(col(Room.id) == room_id))).scalar_one()
        found = select(Message).where(col(Message.room_id) == room_id).order_by(col(Message.seq))
        return room, list((await session.execute(found)).scalars())


def same(one: MessageOut, other: MessageOut) -> bool:
    """But for the database's clock, which may round."""
    return replace(one, at=0) == replace(other, at=0)


def check_events(events: list[Event], started: int) -> None:
    """What was announced has no version twice; only a confirmation that got lost leaves one out."""
    versions = [m.version for event in events if isinstance(event, RoomChanged) for m in event.messages]
    assert len(versions) == len(set(versions))
    for event in events:
        if isinstance(event, RoomChanged):
            assert [m.version for m in event.messages] == list(range(event.first, event.version + 1))
            assert event.first > started


async def test_the_crashes_are_real(migrated_url: str, tmp_path: Path):
    parley = Parley.from_settings(settings_for(migrated_url, tmp_path))
    parley.database = Crashing(parley.settings.database)
    await parley.bus.start(lambda frame: None)
    people, room_id, _ = await prepare(parley)
    writer = PostWriter(parley)
    for at, stored in ((0, 0), (3, 0), (BEFORE_COMMIT, 0), (AFTER_COMMIT, 1)):
        Crashing.plan = iter([at])
        with pytest.raises(Crash):
            await posting.post(writer, people[0], draft(room_id))
        view = await messages.open_window(parley, people[0], room_id)
        assert len(view.messages) == LINES + stored
    await parley.database.close()

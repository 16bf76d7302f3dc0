"""A database that is silent, gone or locked: nothing waits without a limit, and posts are stored in their order."""

import asyncio
import re
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text

from chat_app.adapters import database
from chat_app.adapters.outages import Busy, Unavailable
from chat_app.models import Message, User
from chat_app.services import accounts, message_changes, messages, post_writer, posting, rooms, versions
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import draft, rows, say, settings_for
from tests.stack.postgres import Postgres
from tests.stack.switch import Switch

pytestmark = pytest.mark.postgres


@pytest.fixture
def wire(postgres: Postgres) -> Iterator[Switch]:
    """What leads to PostgreSQL."""
    switch = Switch()
    switch.lead_to(postgres)
    yield switch
    switch.stop()


@pytest.fixture
def migrated_url(postgres: Postgres, postgres_template: str, wire: Switch) -> Iterator[str]:
    """A database at the end of the wire."""
    name = postgres.create(template=postgres_template)
    yield f"postgresql://parley@127.0.0.1:{wire.port}/{name}"
    wire.speak()
    wire.lead_to(postgres)
    postgres.drop(name)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is long enough for a test."""
    for module, name in ((database, "CONNECT"), (database, "COMMAND"), (database, "POOL"), (post_writer, "ANSWER")):
        monkeypatch.setattr(module, name, 1.0)


@asynccontextmanager
async def locked(parley: Parley, room_id: uuid.UUID) -> AsyncIterator[None]:
    """Somebody else keeps a room's row."""
    url = parley.settings.database.replace("+asyncpg", "")
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await connection.execute("SELECT 1 FROM rooms WHERE id = $1 FOR UPDATE", room_id)
            yield
    finally:
        await connection.close()


async def test_a_locked_room_stops_nobody_elsewhere(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    other = uuid.UUID((await rooms.create(parley, ada.id, name="other", kind="open")).id)
    (said,) = await say(writer, ada, watercooler, "like this")
    async with locked(parley, watercooler):
        emoji = ("👍", "🎉", "❤️", "😀", "👀", "🚀", "🙏", "👏", "🔥", "💯", "✅", "☕", "🍕", "🌞", "🎂", "🤔")
        acts: list[Any] = [message_changes.react(parley, ada.id, uuid.UUID(said.id), each) for each in emoji]
        acts += [say(writer, ada, watercooler, f"post {each}") for each in range(16)]
        waiting = [asyncio.create_task(each) for each in acts]
        await asyncio.sleep(0.5)
        began = time.monotonic()
        for _ in range(5):
            await say(writer, ada, other, "over here")
            await messages.open_window(parley, ada.id, watercooler)
            await versions.ask(parley, [watercooler, other], [ada.id], [])
        assert time.monotonic() - began < 1
        assert not any(each.done() for each in waiting)
    await asyncio.gather(*waiting)
    assert len((await messages.open_window(parley, ada.id, watercooler)).messages[-17].reactions) == len(emoji)


async def test_who_waits_too_long_for_a_row_is_told_and_its_connection_is_free_again(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, monkeypatch: pytest.MonkeyPatch
):
    (said,) = await say(writer, ada, watercooler, "like this")
    await parley.database.close()
    monkeypatch.setattr(database, "LOCK", 0.3)
    async with locked(parley, watercooler):
        reacting = (message_changes.react(parley, ada.id, uuid.UUID(said.id), each) for each in "👍🎉😀👀")
        answers = await asyncio.gather(*reacting, return_exceptions=True)
        assert [type(each) for each in answers] == [Busy] * 4
    await message_changes.react(parley, ada.id, uuid.UUID(said.id), "👍")


@pytest.mark.usefixtures("impatient")
async def test_posts_into_the_silence_are_stored_once_and_in_order_when_it_ends(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, wire: Switch
):
    await parley.database.close()
    await say(writer, ada, watercooler, "before")
    wire.silence()
    began = time.monotonic()
    texts = [f"post {number}" for number in range(8)]
    posts = [asyncio.create_task(posting.post(writer, ada.id, draft(watercooler, each))) for each in texts]
    answers = await asyncio.gather(*posts, return_exceptions=True)
    assert [type(each) for each in answers] == [Unavailable] * 8
    assert time.monotonic() - began < 3
    wire.speak()
    (after,) = await say(writer, ada, watercooler, "after")
    stored = sorted(await rows(parley, Message), key=lambda row: row.seq)
    assert [row.content for row in stored] == ["before", *texts, "after"]
    assert after.seq == 10


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", ["silence", "cut"])
async def test_an_outage_is_one_line_in_the_log_and_one_at_its_end(
    parley: Parley, ada: User, wire: Switch, postgres: Postgres, fault: str, capsys: pytest.CaptureFixture[str]
):
    await parley.database.close()
    await accounts.workspace(parley)
    capsys.readouterr()
    getattr(wire, fault)()
    for _ in range(3):
        with pytest.raises(Unavailable):
            await accounts.workspace(parley)
    wire.speak()
    wire.lead_to(postgres)
    async with asyncio.timeout(5):
        assert await accounts.workspace(parley) is not None
    said = capsys.readouterr()
    assert re.findall(r"] (\w+)", said.out) == ["database_unavailable", "database_back"]
    assert "Traceback" not in said.err


@pytest.mark.usefixtures("impatient")
async def test_questions_set_aside_are_answered_while_all_other_connections_are_taken(
    parley: Parley, ada: User, monkeypatch: pytest.MonkeyPatch
):
    await parley.database.close()

    async def dawdle() -> None:
        async with parley.database.snapshot() as connection:
            await connection.execute(text("SELECT pg_sleep(4)"))

    for name in ("CONNECT", "COMMAND", "POOL"):
        monkeypatch.setattr(database, name, 20.0)
    readers = [asyncio.create_task(dawdle()) for _ in range(database.POSTGRES_READERS)]
    await asyncio.sleep(0.5)
    async with asyncio.timeout(3), parley.database.reserved() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1
    await asyncio.gather(*readers)


@pytest.mark.usefixtures("impatient")
async def test_a_transaction_whose_process_is_frozen_lets_others_go_on(
    parley: Parley,
    writer: PostWriter,
    ada: User,
    watercooler: uuid.UUID,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    await parley.database.close()
    monkeypatch.setattr(database, "IDLE", 0.5)
    frozen = Parley.from_settings(settings_for(parley.settings.database, tmp_path))
    monkeypatch.setattr(post_writer, "ANSWER", 5.0)

    async def freeze() -> None:
        async with frozen.database.connection() as connection:
            await connection.execute(text("SELECT 1 FROM rooms FOR UPDATE"))
            await say(writer, ada, watercooler, "I can go on")
            await connection.execute(text("SELECT 1"))

    with pytest.raises(Unavailable):
        await freeze()
    assert [row.content for row in await rows(parley, Message)] == ["I can go on"]
    await frozen.database.close()

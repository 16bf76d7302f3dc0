"""Group commit: posts that wait together are stored together, and one bad post never fails its neighbours."""

import asyncio
import uuid
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from chat_app.events import Event, RoomChanged
from chat_app.models import Message, User
from chat_app.schemas import MessageOut
from chat_app.services import post_batch, posting
from chat_app.services.parley import Parley
from chat_app.services.post_writer import BATCH, PostWriter
from tests.cast import draft, rows, say

POISON = "poison"


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """One text cannot be stored, which nobody has foreseen."""
    message = post_batch._message

    def choke(item: post_batch.Waiting, *rest: Any) -> Message:
        if item.draft.text == POISON:
            raise RecursionError(POISON)
        return message(item, *rest)

    monkeypatch.setattr(post_batch, "_message", choke)


@pytest.fixture
def transactions(parley: Parley, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """One line a transaction: `done` or the name of what broke it."""
    log: list[str] = []
    connection = parley.database.connection

    @asynccontextmanager
    async def counted() -> AsyncGenerator[AsyncConnection, Any]:
        try:
            async with connection() as opened:
                yield opened
        except Exception as error:
            log.append(type(error).__name__)
            raise
        log.append("done")

    monkeypatch.setattr(parley.database, "connection", counted)
    return iter([log])


async def test_posts_that_wait_together_share_a_transaction(
    writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID, transactions: Iterator[list[str]]
):
    log = next(transactions)
    await asyncio.gather(*(say(writer, who, watercooler, *"abcdefgh") for who in (ada, grace)))
    assert 1 <= len(log) <= 2


async def test_a_batch_has_at_most_64_posts(writer: PostWriter, ada: User, watercooler: uuid.UUID, heard: list[Event]):
    said = await say(writer, ada, watercooler, *(f"{n}" for n in range(3 * BATCH)))
    sizes = [len(event.messages) for event in heard if isinstance(event, RoomChanged)]
    assert sum(sizes) == 3 * BATCH
    assert max(sizes) == BATCH
    assert [message.content for message in said] == [f"{n}" for n in range(3 * BATCH)]
    assert [message.seq for message in said] == list(range(1, 3 * BATCH + 1))


@pytest.mark.usefixtures("poisoned")
async def test_a_failing_batch_is_tried_one_by_one(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, transactions: Iterator[list[str]]
):
    log = next(transactions)
    answers = await asyncio.gather(
        *(posting.post(writer, ada.id, draft(watercooler, text)) for text in ("a", POISON, "b", "c")),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [MessageOut, RecursionError, MessageOut, MessageOut]
    assert log == ["RecursionError", "done", "RecursionError", "done", "done"]
    stored = sorted(await rows(parley, Message), key=lambda row: row.seq)
    assert [(row.seq, row.content) for row in stored] == [(1, "a"), (2, "b"), (3, "c")]


@pytest.mark.usefixtures("poisoned")
async def test_what_failed_is_not_announced(writer: PostWriter, ada: User, watercooler: uuid.UUID, heard: list[Event]):
    with pytest.raises(RecursionError):
        await posting.post(writer, ada.id, draft(watercooler, POISON))
    assert heard == []
    await say(writer, ada, watercooler, "a")
    assert heard != []


async def test_a_sender_who_went_away_is_stored_all_the_same(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    gone = asyncio.create_task(posting.post(writer, ada.id, draft(watercooler, "gone")))
    stays = asyncio.create_task(posting.post(writer, ada.id, draft(watercooler, "stays")))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await stays).content == "stays"
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert {row.content for row in await rows(parley, Message)} == {"gone", "stays"}


async def test_closing_finishes_what_was_taken_on(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    posts = [asyncio.create_task(posting.post(writer, ada.id, draft(watercooler))) for _ in range(100)]
    await asyncio.sleep(0)
    await writer.close()
    assert all(post.done() for post in posts) or len(await asyncio.gather(*posts)) == 100
    assert len(await rows(parley, Message)) == 100

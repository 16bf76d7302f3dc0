"""One contract for every presence board: each process speaks for its own people, while it lives."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest

from chat_app.adapters.presence import Board, InProcessBoard, PresenceBoard, RedisBoard, open_presence
from tests.stack.redis import Redis

ADA, GRACE = uuid.UUID(int=1), uuid.UUID(int=2)
TTL = 0.8  # seconds
LONG = 60.0

Two = tuple[PresenceBoard, PresenceBoard]


def boards(url: str | None, ttl: float) -> Two:
    shared = Board()
    one, other = (RedisBoard(url, ttl=ttl) if url else InProcessBoard(shared, ttl=ttl) for _ in range(2))
    return one, other


@pytest.fixture
async def two(bus_url: str | None) -> AsyncIterator[Two]:
    """Two processes' boards, whose claims last."""
    made = boards(bus_url, LONG)
    yield made
    for board in made:
        await board.leave(0.001)


@pytest.fixture
async def forgetful(bus_url: str | None) -> AsyncIterator[Two]:
    """The same, whose claims soon run out."""
    made = boards(bus_url, TTL)
    yield made
    for board in made:
        await board.leave(0.001)


async def test_what_one_claims_the_other_reads(two: Two):
    one, other = two
    await one.keep({ADA: "online"})
    await one.write({GRACE: "away"})
    assert await other.read() == {one.process_id(): {ADA: "online", GRACE: "away"}}


async def test_ones_own_claims_are_not_among_the_others(two: Two):
    one, _ = two
    await one.keep({ADA: "online"})
    assert await one.read() == {}


async def test_ones_goodbye_does_not_hide_the_others_tab(two: Two):
    one, other = two
    await one.keep({ADA: "online"})
    await other.keep({ADA: "online"})
    await one.write({ADA: ""})
    assert await one.read() == {other.process_id(): {ADA: "online"}}
    assert await other.read() == {}


async def test_keeping_replaces_what_was_said_before(two: Two):
    one, other = two
    await one.keep({ADA: "online", GRACE: "online"})
    await one.keep({GRACE: "away"})
    assert await other.read() == {one.process_id(): {GRACE: "away"}}


async def test_a_process_that_falls_silent_leaves_no_ghosts(forgetful: Two):
    one, other = forgetful
    await one.keep({ADA: "online"})
    assert await other.read() != {}
    await gone(other)


async def test_a_process_that_goes_on_speaking_is_heard_for_longer_than_a_claim_lasts(forgetful: Two):
    one, other = forgetful
    for _ in range(6):
        await one.keep({ADA: "online"})
        await asyncio.sleep(TTL / 4)
        assert await other.read() == {one.process_id(): {ADA: "online"}}


async def test_who_leaves_stays_on_the_board_for_a_moment(two: Two):
    one, other = two
    await one.keep({ADA: "online"})
    await one.leave(TTL)
    assert await other.read() == {one.process_id(): {ADA: "online"}}
    await gone(other)


def test_the_settings_choose_the_board():
    assert isinstance(open_presence(""), InProcessBoard)
    assert isinstance(open_presence("redis://localhost/0"), RedisBoard)


async def test_without_redis_nothing_is_raised_and_it_comes_back(own_redis: Redis):
    one, other = boards(own_redis.url, LONG)
    await one.keep({ADA: "online"})
    assert await other.read() == {one.process_id(): {ADA: "online"}}
    await asyncio.to_thread(own_redis.kill)
    await one.write({GRACE: "online"})
    assert await other.read() is None
    await asyncio.to_thread(own_redis.start)
    async with asyncio.timeout(10):
        while not await other.read():
            await one.keep({ADA: "online", GRACE: "online"})
    assert await other.read() == {one.process_id(): {ADA: "online", GRACE: "online"}}
    for board in (one, other):
        await board.leave(0.001)


async def gone(board: PresenceBoard) -> None:
    """Wait until the board is empty, as it must soon be: nobody tells of that."""
    async with asyncio.timeout(10):
        while await board.read() != {}:  # noqa: ASYNC110
            await asyncio.sleep(0.02)

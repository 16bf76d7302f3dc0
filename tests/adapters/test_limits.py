"""Counting: both kinds of counters keep to the same contract, and Redis may go and come."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest

from chat_app.adapters import limits
from chat_app.adapters.limits import Counters, MemoryCounters, RedisCounters, open_counters
from chat_app.limits import OFF, Rule
from tests.stack.redis import Redis

SLOW, QUICK = Rule(3, 3 * 3600), Rule(2, 1)


@pytest.fixture
async def counters(bus_url: str | None) -> AsyncIterator[Counters]:
    """In memory, and in Redis."""
    made = open_counters(bus_url or "")
    yield made
    await made.close()


async def test_a_burst_is_free_and_the_next_one_waits(counters: Counters):
    key = uuid.uuid4().hex
    assert [await counters.take(key, SLOW) for _ in range(3)] == [0, 0, 0]
    assert await counters.take(key, SLOW) == pytest.approx(3600, abs=5)
    assert await counters.take(key, SLOW) == pytest.approx(3600, abs=5)  # a refusal costs nothing


async def test_one_comes_back_at_a_time(counters: Counters):
    key = uuid.uuid4().hex
    await counters.take(key, QUICK)
    await counters.take(key, QUICK)
    wait = await counters.take(key, QUICK)
    assert 0 < wait <= 0.5
    await asyncio.sleep(wait + 0.01)
    assert await counters.take(key, QUICK) == 0
    assert await counters.take(key, QUICK) > 0


async def test_names_are_counted_apart_and_off_is_never_counted(counters: Counters):
    one, other = uuid.uuid4().hex, uuid.uuid4().hex
    for _ in range(3):
        await counters.take(one, SLOW)
    assert await counters.take(one, SLOW) > 0
    assert await counters.take(other, SLOW) == 0
    assert [await counters.take(one, OFF) for _ in range(50)] == [0] * 50


async def test_two_processes_count_together(redis_url: str):
    here, there = RedisCounters(redis_url), RedisCounters(redis_url)
    for each in (here, there, here):
        assert await each.take("ada", SLOW) == 0
    assert await there.take("ada", SLOW) > 0
    await here.close()
    await there.close()


async def test_without_redis_a_process_counts_for_itself_and_later_with_it_again(
    own_redis: Redis, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(limits, "PAUSE", 0.2)
    counters = RedisCounters(own_redis.url)
    assert await counters.take("ada", SLOW) == 0
    own_redis.kill()
    assert [await counters.take("ada", SLOW) for _ in range(3)] == [0, 0, 0]
    assert await counters.take("ada", SLOW) > 0
    assert not counters.healthy
    own_redis.start()
    await asyncio.sleep(0.3)
    assert await counters.take("ada", SLOW) == 0  # in Redis, which begins anew
    assert counters.healthy
    await counters.close()


async def test_a_silent_redis_makes_nobody_wait_for_long(own_redis: Redis):
    counters = RedisCounters(own_redis.url)
    await counters.take("ada", SLOW)
    own_redis.pause()
    async with asyncio.timeout(limits.PATIENCE + 1):
        for _ in range(3):
            await counters.take("grace", SLOW)
    assert await counters.take("grace", SLOW) > 0
    own_redis.resume()
    await counters.close()


async def test_a_flood_of_names_is_forgotten_but_not_those_who_must_wait():
    counters = MemoryCounters()
    for _ in range(3):
        counters.take_now("ada", SLOW)
    for number in range(limits.KEYS * 2):
        counters.take_now(str(number), QUICK)
    assert len(counters) <= limits.KEYS
    assert counters.take_now("ada", SLOW) > 0

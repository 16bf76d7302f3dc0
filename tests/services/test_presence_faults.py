"""A Redis that is emptied, killed or paused makes nobody seem gone."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from chat_app.adapters import presence as boards
from chat_app.adapters.presence import RedisBoard
from chat_app.services import presence
from chat_app.services.parley import Parley
from chat_app.services.presence import Presence
from tests.stack.redis import Redis

ADA, GRACE = uuid.UUID(int=1), uuid.UUID(int=2)
TTL, YOUNG, BEAT, SILENCE = 2.0, 1.0, 0.2, 0.2

Two = tuple[Presence, Presence]


@pytest.fixture
def migrated_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """No database is asked here."""
    return f"sqlite:///{tmp_path_factory.mktemp('nothing') / 'parley.db'}"


@pytest.fixture
async def two(own_redis: Redis, parley: Parley, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Two]:
    """Ada's process and Grace's; nothing comes over a bus."""
    monkeypatch.setattr(presence, "BEAT", BEAT)
    monkeypatch.setattr(presence, "TTL", TTL)
    monkeypatch.setattr(boards, "YOUNG", YOUNG)
    monkeypatch.setattr(boards, "SILENCE", SILENCE)
    adas, graces = (Presence(RedisBoard(own_redis.url, ttl=TTL), parley.database) for _ in range(2))
    adas.claim({ADA: "online"})
    graces.claim({GRACE: "online"})
    beats = [asyncio.create_task(each.run(lambda event: None)) for each in (adas, graces)]
    await _until(lambda: graces.status(ADA) == "online")
    await _until(lambda: not graces.board.young)
    yield adas, graces
    for beat in beats:
        beat.cancel()
    await asyncio.gather(*beats, return_exceptions=True)
    for each in (adas, graces):
        with contextlib.suppress(Exception):
            await each.board.leave(0.001)


async def _flush(redis: Redis) -> None:
    redis.clear()


async def _kill(redis: Redis) -> None:
    redis.kill()
    await asyncio.sleep(2 * BEAT)
    redis.start()


async def _restart(redis: Redis) -> None:
    redis.restart()


async def _pause(redis: Redis) -> None:
    redis.pause()
    await asyncio.sleep(TTL - 3 * SILENCE)
    redis.resume()


@pytest.mark.redis
@pytest.mark.parametrize("fault", [_flush, _kill, _restart, _pause])
async def test_nobody_seems_gone(two: Two, own_redis: Redis, fault: Callable[[Redis], Awaitable[None]]):
    adas, graces = two
    graces.changes()
    await fault(own_redis)
    for _ in range(15):
        await asyncio.sleep(BEAT / 2)
        assert graces.status(ADA) == "online"
    assert graces.changes() == {}
    adas.claim({ADA: "away"})
    await _until(lambda: graces.status(ADA) == "away")


@pytest.mark.redis
async def test_who_left_while_the_board_was_young_is_gone_when_it_is_not(two: Two, own_redis: Redis):
    adas, graces = two
    own_redis.clear()
    await _until(lambda: graces.board.young)
    adas.claim({ADA: ""})
    await _until(lambda: graces.status(ADA) == "")


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 (nobody tells us)
            await asyncio.sleep(0.02)

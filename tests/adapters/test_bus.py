"""One contract for every bus: frames of others arrive in order, nobody waits, and after stop there is silence."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

import pytest

from chat_app.adapters.bus import QUEUE, Bus, InProcessBus, RedisBus, open_bus
from tests.stack.processes import free_port
from tests.stack.redis import Redis


class Ear:
    """A bus and what it has heard."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.heard: list[bytes] = []

    async def start(self) -> None:
        await self.bus.start(self.heard.append)


async def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 (a bus has no event that says it has delivered)
            await asyncio.sleep(0.002)


@pytest.fixture
async def ears(bus_url: str | None) -> AsyncIterator[tuple[Ear, Ear]]:
    """Two processes' buses."""
    hub: list[InProcessBus] = []
    made = [Ear(RedisBus(bus_url) if bus_url else InProcessBus(hub)) for _ in range(2)]
    for ear in made:
        await ear.start()
    yield made[0], made[1]
    for ear in made:
        await ear.bus.stop()


async def test_what_one_publishes_the_other_hears_in_order(ears: tuple[Ear, Ear]):
    one, other = ears
    frames = [b"%d" % n for n in range(1000)]
    for frame in frames:
        one.bus.publish(frame)
    await until(lambda: len(other.heard) == 1000)
    assert other.heard == frames


async def test_ones_own_frames_do_not_come_back(ears: tuple[Ear, Ear]):
    one, other = ears
    one.bus.publish(b"mine")
    other.bus.publish(b"theirs")
    await until(lambda: bool(one.heard and other.heard))
    assert (one.heard, other.heard) == ([b"theirs"], [b"mine"])


async def test_any_bytes_arrive_as_they_were(ears: tuple[Ear, Ear]):
    one, other = ears
    frames = [b"\x00\xff\r\n", bytes(range(256)), b"x" * 300_000]
    for frame in frames:
        one.bus.publish(frame)
    await until(lambda: len(other.heard) == 3)
    assert other.heard == frames


async def test_publishing_returns_at_once_and_delivers_later(ears: tuple[Ear, Ear]):
    one, other = ears
    one.bus.publish(b"hint")
    assert other.heard == []
    await until(lambda: other.heard == [b"hint"])


async def test_after_stop_nothing_arrives(ears: tuple[Ear, Ear]):
    one, other = ears
    third = Ear(RedisBus(one.bus._url) if isinstance(one.bus, RedisBus) else InProcessBus(one.bus._hub))  # pyright: ignore[reportAttributeAccessIssue]
    await third.start()
    one.bus.publish(b"first")
    await until(lambda: third.heard == [b"first"] == other.heard)
    one.bus.publish(b"second")
    await third.bus.stop()
    await until(lambda: other.heard == [b"first", b"second"])
    assert third.heard == [b"first"]


async def test_both_are_healthy(ears: tuple[Ear, Ear]):
    assert all(ear.bus.healthy for ear in ears)


async def test_a_frame_that_a_receiver_chokes_on_does_not_deafen_it(ears: tuple[Ear, Ear]):
    one, other = ears
    heard: list[bytes] = []

    def choke(frame: bytes) -> None:
        if frame == b"bad":
            raise KeyError(frame)
        heard.append(frame)

    await other.bus.stop()
    await other.bus.start(choke)
    for frame in (b"good", b"bad", b"better"):
        one.bus.publish(frame)
    await until(lambda: len(heard) == 2)
    assert heard == [b"good", b"better"]


@pytest.mark.prompt
async def test_what_was_published_just_before_the_end_still_goes_out(ears: tuple[Ear, Ear]):
    one, other = ears
    frames = [b"%d" % number for number in range(600)]
    for frame in frames:
        one.bus.publish(frame)
    await one.bus.stop()
    await until(lambda: len(other.heard) == len(frames))
    assert other.heard == frames


def test_the_settings_choose_the_bus():
    assert isinstance(open_bus(""), InProcessBus)
    assert isinstance(open_bus("redis://localhost/0"), RedisBus)


async def test_it_comes_back_by_itself_when_redis_was_killed(own_redis: Redis):
    one, other = Ear(RedisBus(own_redis.url)), Ear(RedisBus(own_redis.url))
    for ear in (one, other):
        await ear.start()
    await asyncio.to_thread(own_redis.kill)
    await until(lambda: not one.bus.healthy and not other.bus.healthy)
    await asyncio.to_thread(own_redis.start)
    await until(lambda: one.bus.healthy and other.bus.healthy)

    def again() -> bool:
        one.bus.publish(b"again")  # a hint may be lost while the sender itself reconnects
        return bool(other.heard)

    await until(again)
    assert set(other.heard) == {b"again"}
    for ear in (one, other):
        await ear.bus.stop()


@pytest.mark.prompt
async def test_without_redis_it_starts_within_its_patience_and_says_so():
    bus = RedisBus(f"redis://127.0.0.1:{free_port()}/0", start_timeout=0.3)
    before = time.monotonic()
    await bus.start(lambda frame: None)
    assert time.monotonic() - before < 2
    assert not bus.healthy
    await bus.stop()


@pytest.mark.prompt
async def test_publishing_without_redis_never_blocks_and_keeps_no_more_than_its_queue():
    bus = RedisBus(f"redis://127.0.0.1:{free_port()}/0", start_timeout=0.1)
    await bus.start(lambda frame: None)
    before = time.monotonic()
    for _ in range(QUEUE + 1000):
        bus.publish(b"x" * 100)
    assert time.monotonic() - before < 1
    assert bus._queue.qsize() <= QUEUE
    await bus.stop()


async def test_a_stopped_bus_is_not_healthy(own_redis: Redis):
    bus = RedisBus(own_redis.url)
    await bus.start(lambda frame: None)
    assert bus.healthy
    await bus.stop()
    assert not bus.healthy

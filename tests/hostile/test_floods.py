"""Floods: whoever sends too much is slowed down and cut off before anything is made for it; nobody else notices."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.exceptions import InvalidStatus

from tests.conftest import StartServers
from tests.hostile.conftest import House, furnish
from tests.live.chatter import COMPOSER, Chatter
from tests.stack.front_end import PROJECT
from tests.stack.raw_tab import RawTab


@pytest.fixture(scope="module")
def house(start_servers: StartServers) -> House:
    """With the limits that people have, but for posts."""
    (server,) = start_servers(1, LIMIT_EVENTS=None, LIMIT_CONNECTS="60/1h")
    return asyncio.run(furnish(server))


async def _answers(tab: Chatter, room: str, times: int) -> list[float]:
    """Seconds that each of some posts took to be answered, one after the other."""
    taken: list[float] = []
    for number in range(times):
        began = time.perf_counter()
        assert await tab.post(room, f"calm {number}", seconds=10) == "sent"
        taken.append(time.perf_counter() - began)
        await asyncio.sleep(0.1)
    return sorted(taken)


@asynccontextmanager
async def _flooding(house: House) -> AsyncIterator[list[int]]:
    """Grace floods meanwhile; afterwards the list holds how often she was cut off, and how many events she sent."""
    arguments = (house.url, house.grace.cookie, house.room)
    counts: list[int] = []
    client = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.hostile.flood", *arguments, cwd=PROJECT, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield counts
        client.send_signal(signal.SIGTERM)
        said, _ = await client.communicate()
        counts += map(int, said.split())
    finally:
        if client.returncode is None:
            client.kill()


@pytest.mark.quiet
async def test_a_flood_is_cut_off_and_nobody_else_notices(house: House) -> None:
    async with await house.ada.tab(house.url, house.room).arrive() as ada:
        await _answers(ada, house.room, 5)
        calm = await _answers(ada, house.room, 50)
        said, memory = len(house.server.log), house.memory()
        async with _flooding(house) as counts:
            loud: list[float] = []
            while "flood_cut" not in house.server.log[said:]:
                loud += await _answers(ada, house.room, 25)
                assert len(loud) < 1_000
        more = house.memory() - memory
    cut, sent = counts
    was, became = (each[int(len(each) * 0.99)] for each in (calm, sorted(loud)))
    print(f"p99 {was * 1000:.0f} → {became * 1000:.0f} ms, {sent} events, cut {cut}, {more / 1e6:+.1f} MB")
    assert cut
    assert house.noted("flood.cut")
    assert became <= max(3 * was, 0.15)  # seconds: a machine that does other things too has its moments
    assert more < 30_000_000
    assert len(house.server.log) - said < 20_000


async def test_a_frame_larger_than_any_of_ours_ends_the_connection(house: House) -> None:
    tab = await house.grace.tab(house.url).arrive()
    await tab.send(f"{COMPOSER}.post", {"text": "x" * 1_100_000})
    with pytest.raises((ConnectionError, TimeoutError)):
        await tab.wait_for(lambda _: False, seconds=5)
    assert not tab.connected


async def test_too_many_connections_from_one_address_are_refused_before_anything_is_made(house: House) -> None:
    opened: list[RawTab] = []

    async def crowd_in() -> None:
        for _ in range(70):
            opened.append(await RawTab(house.url, path="/login").open(boot=False))

    with pytest.raises(InvalidStatus) as refusal:
        await crowd_in()
    assert refusal.value.response.status_code == 403
    assert opened
    for tab in opened:
        await tab.cut()

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

from chat_app.api.websocket_limits import PERSON
from tests.conftest import StartServers
from tests.hostile.conftest import House, furnish
from tests.hostile.crowd import ACTS
from tests.live import chatter
from tests.live.chatter import COMPOSER, Chatter
from tests.stack.front_end import PROJECT
from tests.stack.raw_tab import RawTab
from tests.stack.sample import sample


@pytest.fixture(scope="module")
def house(start_servers: StartServers) -> House:
    """With the limits that people have, but for posts."""
    (server,) = start_servers(1, LIMIT_EVENTS=None, LIMIT_CONNECTS="60/1h")
    return asyncio.run(furnish(server))


@pytest.fixture(scope="module")
def open_house(start_servers: StartServers) -> House:
    """With the limits that people have for connections, and Grace in Ada's room."""
    (server,) = start_servers(
        1, LIMIT_EVENTS=None, LIMIT_CONNECTS=None, LIMIT_ARRIVALS=None, TRUSTED_PROXIES="127.0.0.1"
    )
    return asyncio.run(furnish(server))


async def _answers(tab: Chatter, room: str, times: int) -> list[float]:
    """Seconds that each of some posts took to be answered, one after the other."""
    taken: list[float] = []
    for number in range(times):
        began = time.perf_counter()
        assert await tab.post(room, f"calm {number}", seconds=10) == "sent"
        taken.append(time.perf_counter() - began)
        await asyncio.sleep(0.05)
    return sorted(taken)


@asynccontextmanager
async def _attacking(*program: str) -> AsyncIterator[list[int]]:
    """Somebody attacks meanwhile; afterwards the list holds the numbers that their program printed."""
    counts: list[int] = []
    client = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *program, cwd=PROJECT, stdout=asyncio.subprocess.PIPE
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
        async with _attacking("tests.hostile.flood", house.url, house.grace.cookie, house.room) as counts:
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


MOMENT = 0.08  # seconds: the attacker is on the same two cores
LOOKS = 3  # a disk that flushes holds a post up for half a second, with and without a crowd: then we look again
ATTACKS = [f"{who} {attack}" for who in ("visitor", "member") for attack in ACTS]


def _p99(taken: list[float]) -> float:
    return taken[int(len(taken) * 0.99)]


@pytest.mark.quiet
@pytest.mark.parametrize("attack", sample(ATTACKS, 1))
async def test_no_crowd_of_connections_takes_the_service_from_the_others(open_house: House, attack: str):
    """Of 230 that one member, or one visitor, asks for, all within their own pace, in the network that Ada is in."""
    house, address, (who, act) = open_house, f"203.0.113.{ATTACKS.index(attack)}", attack.split()
    trent = await chatter.join(house.url, house.ada, f"Trent {act}") if who == "member" else None
    async with await house.ada.tab(house.url, house.room, forwarded_for=address).arrive() as ada:
        await _answers(ada, house.room, 5)
        calm = await _answers(ada, house.room, 50)
        memory = house.memory()
        cookie = trent.cookie if trent else ""
        async with _attacking("tests.hostile.crowd", act, house.url, cookie, house.room, address) as counts:
            await asyncio.sleep(3)
            was, looks = _p99(calm), list[float]()
            while len(looks) < LOOKS and not (looks and looks[-1] <= max(3 * was, MOMENT)):
                looks.append(_p99(await _answers(ada, house.room, 150)))
        more = house.memory() - memory
    connections, sent = counts
    times = f"p99 {was * 1000:.0f} → {', '.join(f'{each * 1000:.0f}' for each in looks)} ms"
    print(f"{attack}: {times}, {connections} connections, {sent} frames, {more / 1e6:+.1f} MB")
    assert 0 < connections <= PERSON
    assert looks[-1] <= max(3 * was, MOMENT)
    assert more < 50_000_000


async def test_what_a_browser_is_said_to_keep_takes_no_memory(house: House) -> None:
    """A megabyte of it, again and again, by somebody who is not signed in."""
    name = "reflex___state____state.chat_app___states___rooms____rooms_state.wanted_rx_state_"
    update = "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal"
    memory: list[int] = []
    for number in range(40):
        tab = await RawTab(house.url, path="/login").open(boot=False)
        await tab.send(update, {"vars": {name: f"{number:02}" * 400_000}})
        await tab.cut()
        memory.append(house.memory())
    await asyncio.sleep(3)  # for what was under way
    memory.append(house.memory())
    assert memory[-1] - memory[9] < 15_000_000  # after what the first frames of that size take: 30 of them are 24 MB


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

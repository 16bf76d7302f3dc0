"""Several workers at one port: what one says the others hear; one that dies is started anew, and holds nobody up."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator

import httpx
import pytest

from tests.live import chatter
from tests.live.chatter import Chatter, Person
from tests.stack.postgres import Postgres
from tests.stack.processes import alive, wait_until
from tests.stack.redis import Redis
from tests.stack.server import Server, start_servers

TABS = 12  # the kernel spreads them: that all end at one of two workers has a chance of 1 in 2,048


@pytest.fixture(scope="module")
def server(postgres: Postgres, redis: Redis) -> Iterator[Server]:
    url = postgres.url(postgres.create())
    (server,) = start_servers(1, database_url=url, redis_url=redis.url, WORKERS="2")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def ada(server: Server) -> Person:
    return asyncio.run(chatter.found(server.url))


async def test_what_one_worker_is_told_the_other_shows(server: Server, ada: Person) -> None:
    room, tabs = await _tabs(server, ada)
    for number, tab in enumerate(tabs):
        assert await tab.post(room, f"from {number}") == "sent"
    for tab in tabs:
        await tab.wait_for(lambda _, tab=tab: len(_said(tab)) == TABS)
        assert _said(tab) == [f"from {number}" for number in range(TABS)]
        await tab.close()


@pytest.mark.slow
async def test_one_that_is_killed_is_started_anew_and_the_other_goes_on(server: Server, ada: Person) -> None:
    room, tabs = await _tabs(server, ada)
    before = server.workers
    os.kill(before[0], signal.SIGKILL)
    await asyncio.to_thread(wait_until, lambda: not alive(before[0]), seconds=5, what="its end")
    async with httpx.AsyncClient() as client:
        for _ in range(20):
            assert (await client.get(f"{server.url}/_health", timeout=5)).status_code == 200
    await asyncio.sleep(0.5)
    left = [tab for tab in tabs if tab.connected]
    assert 0 < len(left) < TABS
    assert await left[0].post(room, "still here") == "sent"
    await asyncio.to_thread(wait_until, lambda: _full(server, before), seconds=30, what="another worker")
    for tab in tabs:
        if not tab.connected:
            await tab.cut()
            await tab.arrive()
        await tab.wait_for(lambda _, tab=tab: "still here" in tab.texts())
        await tab.close()


@pytest.mark.slow
async def test_a_worker_does_not_outlive_who_looks_after_it(server: Server, ada: Person) -> None:
    workers = server.workers
    os.kill(server.pid, signal.SIGKILL)
    await asyncio.to_thread(wait_until, lambda: not any(map(alive, workers)), seconds=15, what="the workers' end")
    server.start()
    assert len(server.workers) == 2


def _full(server: Server, before: list[int]) -> bool:
    workers = server.workers
    return len(workers) == 2 and before[1] in workers and before[0] not in workers


def _said(tab: Chatter) -> list[str]:
    return [text for text in tab.texts() if text.startswith("from ")]


async def _tabs(server: Server, person: Person) -> tuple[str, list[Chatter]]:
    first = await person.tab(server.url).arrive()
    room = next(iter(first.memberships()))
    await first.close()
    return room, [await person.tab(server.url, room).arrive() for _ in range(TABS)]

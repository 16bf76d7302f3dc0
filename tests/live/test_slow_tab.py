"""R11: a tab that does not read costs the others nothing, and the server a bounded amount of memory."""

from __future__ import annotations

import asyncio
import statistics
import time

import psutil
import pytest

from tests.live import chatter
from tests.live.chatter import Chatter
from tests.live.screens import fresh_screen, screen
from tests.stack.server import Server

POSTS, TEXT = 1_800, "x" * 3_900  # in frames of 8 KB
BOUND = 60 * 1024 * 1024  # bytes; what the slow tab misses is 14 MB, of which 2 may wait here


def _memory(server: Server) -> int:
    return sum(psutil.Process(pid).memory_info().rss for pid in server.workers)


async def _storm(tab: Chatter, room_id: str, posts: int) -> list[float]:
    """Post from one tab, eight at a time, and say how long each answer took."""
    waits: list[float] = []

    async def sender(count: int) -> None:
        for _ in range(count):
            began = time.monotonic()
            assert await tab.post(room_id, TEXT, seconds=20) == "sent"
            waits.append(time.monotonic() - began)

    await asyncio.gather(*(sender(posts // 8) for _ in range(8)))
    return waits


@pytest.mark.slow
async def test_a_tab_that_stops_reading_is_cut_and_comes_back_to_everything(one_server: Server) -> None:
    ada = await chatter.found(one_server.url)
    async with await ada.tab(one_server.url).arrive() as home:
        room_id = next(iter(home.memberships()))
    slow = await ada.tab(one_server.url, room_id).arrive()
    async with await ada.tab(one_server.url, room_id).arrive() as quick:
        before = await _storm(quick, room_id, 200)
        memory = _memory(one_server)
        slow.stop_reading()
        during = await _storm(quick, room_id, POSTS)
        assert _memory(one_server) - memory < BOUND
        assert "tab_cut" in one_server.log
        assert statistics.median(during) < 4 * statistics.median(before) + 0.02
        await slow.cut()
        await slow.arrive()
        await quick.wait_for(lambda _: quick.messages()[-1]["seq"] == slow.messages()[-1]["seq"])
        assert screen(slow) == await fresh_screen(ada, one_server.url, slow)
    await slow.close()

"""R5: opening a room, or an older page, while others write misses nothing and shows nothing twice."""

from __future__ import annotations

import asyncio
import random
import uuid

from chat_app.live.entries import MESSAGES
from tests.live.chatter import Chatter
from tests.live.screens import TimeArrow
from tests.live.team import Team

SENDERS, POSTS, TABS = 6, 25, 16
TOLD = 2  # lines of the system, before anybody writes: who has joined


async def _chat(tab: Chatter, room_id: str) -> None:
    for number in range(POSTS):
        assert await tab.post(room_id, f"{tab.token} {number}") == "sent"


async def _open_again_and_again(tab: Chatter, room_id: str, done: asyncio.Event) -> TimeArrow:
    """Come, look around, lose the network, come back: until the storm is over."""
    arrow = TimeArrow(tab)
    while not done.is_set():
        await tab.arrive()
        if random.random() < 0.5:
            await tab.widen(older=True)
        await tab.cut()
    return arrow


async def test_rooms_opened_in_a_storm_of_posts_miss_nothing_and_double_nothing(team: Team) -> None:
    done = asyncio.Event()
    room_id = await team.new_room(f"storm {uuid.uuid4().hex[:6]}", team.grace, team.alan)
    places = [(person, server, "") for person in (team.ada, team.grace, team.alan) for server in (team.a, team.b)]
    async with team.tabs(*places[:SENDERS]) as senders:
        readers = [team.ada.tab((team.a, team.b)[n % 2].url, room_id) for n in range(TABS)]
        looking = [asyncio.create_task(_open_again_and_again(tab, room_id, done)) for tab in readers]
        await asyncio.gather(*(_chat(tab, room_id) for tab in senders))
        done.set()
        arrows = await asyncio.gather(*looking)
    assert not [each for arrow in arrows for each in arrow.broken]
    for tab in readers:
        await tab.arrive()
        seqs = [message["seq"] for message in tab.messages()]
        assert seqs == list(range(tab.view["floor"], TOLD + SENDERS * POSTS + 1))
        await tab.close()


async def test_tabs_that_stay_get_everything_once_and_in_order(team: Team) -> None:
    room_id = await team.new_room("storm", team.grace)
    places = [(team.ada, team.a, room_id), (team.grace, team.b, room_id)] * 4
    async with team.tabs(*places) as tabs:
        told = max((message["seq"] for message in tabs[0].messages()), default=0)  # who has joined
        arrived: list[list[int]] = [[] for _ in tabs]
        for tab, seqs in zip(tabs, arrived, strict=True):
            tab.on_delta = lambda delta, seqs=seqs: seqs.extend(_seqs(delta))
        await asyncio.gather(*(_chat(tab, room_id) for tab in tabs))
        total = len(tabs) * POSTS
        for tab, seqs in zip(tabs, arrived, strict=True):
            await tab.wait_for(lambda _, tab=tab: tab.messages()[-1]["seq"] == told + total)
            assert seqs == list(range(told + 1, told + total + 1))


def _seqs(delta: dict) -> list[int]:
    entries = (entry for state in delta.values() for key, entry in state.items() if key.startswith(MESSAGES.key("")))
    return sorted(entry["seq"] for entry in entries)

"""R9: an event that comes before `on_load`, or after the server forgot the tab, works or is answered; none is lost."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest

from tests.live.chatter import COMPOSER, FEED, ROOMS, Chatter
from tests.live.team import Team
from tests.stack.raw_tab import HYDRATE

# The memory manager forgets a tab's state this soon after its last event, under a tab that still listens.
FAULTS = {"REFLEX_REDIS_TOKEN_EXPIRATION": "1"}


async def _unbooted(team: Team, token: str | None = None) -> Chatter:
    """A socket on which no page has been loaded: as of events that were queued while offline."""
    tab = team.grace.tab(team.a.url, team.watercooler, token=token)
    await tab.open(boot=False)
    return tab


async def test_a_post_before_on_load_is_stored_and_answered(team: Team) -> None:
    async with await _unbooted(team) as tab:
        assert await tab.post(team.watercooler, "first of all") == "sent"


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        (f"{FEED}.older", {"floor": 51, "ceil": 0}),
        (f"{FEED}.newer", {"floor": 1, "ceil": 50}),
        (f"{FEED}.latest", {}),
        (f"{ROOMS}.read", {"seq": 1, "posts": 1}),
        (f"{ROOMS}.join", {}),
    ],
)
async def test_any_event_before_on_load_leaves_a_tab_that_works(
    team: Team, event: str, payload: dict[str, Any]
) -> None:
    async with await _unbooted(team) as tab:
        await tab.send(event, {"room_id": team.watercooler, **payload})
        assert await tab.post(team.watercooler, f"after {event}") == "sent"
        await tab.send(HYDRATE)
        await tab.wait_for(lambda _: tab.view["status"] == "open" and f"after {event}" in tab.texts())


async def test_a_tab_that_opened_a_room_before_on_load_follows_its_person_out_of_it(team: Team) -> None:
    room_id = await team.new_room("early birds", team.grace)
    tab = team.grace.tab(team.a.url)
    await tab.open(boot=False)
    tab.path = "/login"  # a page whose on_load knows nothing of rooms
    await tab.send(f"{FEED}.latest", {"room_id": room_id})
    await tab.wait_for(lambda _: tab.view["room_id"] == room_id)
    async with team.tabs((team.grace, team.b, ""), (team.ada, team.a, room_id)) as (other, ada):
        await other.send(f"{ROOMS}.leave", {"room_id": room_id})
        await tab.wait_for(lambda _: tab.view["status"] == "left")
        await ada.post(room_id, "now that she is gone")
        await tab.post(team.watercooler, "a sign that all before has arrived")
        assert "now that she is gone" not in str(tab.store)
    await tab.close()


async def test_a_state_that_was_forgotten_under_a_listening_tab_loses_no_event(team: Team) -> None:
    async with team.tabs((team.grace, team.a, team.watercooler), (team.ada, team.a, team.watercooler)) as (grace, ada):
        await _forgotten(ada, team)
        await ada.post(team.watercooler, "she still hears")
        await grace.wait_for(lambda _: "she still hears" in grace.texts())
        key = str(uuid.uuid4())
        seen = len(grace.deltas)
        assert await grace.post(team.watercooler, "and can speak", client_msg_id=key) == "sent"
        await grace.wait_for(lambda _: "and can speak" in grace.texts())
        assert any("is_hydrated_rx_state_" in str(delta) for delta in grace.deltas[seen:]), "the state was still there"


async def test_a_forgotten_state_costs_the_reader_nothing_of_what_is_on_the_screen(team: Team) -> None:
    async with team.tabs((team.ada, team.a, "")) as (ada,):
        for number in range(120):
            await ada.post(team.watercooler, f"history {number}")
    async with team.tabs((team.grace, team.a, team.watercooler), (team.ada, team.a, "")) as (grace, ada):
        await grace.widen(older=True)
        before = grace.view["floor"]
        await _forgotten(ada, team)
        await grace.widen(older=True)
        assert await grace.post(team.watercooler, "all before is done") == "sent"
        assert grace.view["floor"] < before
        seqs = [message["seq"] for message in grace.messages()]
        assert seqs == list(range(grace.view["floor"], seqs[-1] + 1))


async def _forgotten(busy: Chatter, team: Team) -> None:
    """Let more time pass than the memory manager keeps a state; somebody else is busy meanwhile."""
    end = asyncio.get_running_loop().time() + 1.5
    while asyncio.get_running_loop().time() < end:
        await busy.send(f"{COMPOSER}.post", {"room_id": team.watercooler, "client_msg_id": "none", "text": ""})
        await busy.wait_for(lambda _: True)
        await asyncio.sleep(0.1)

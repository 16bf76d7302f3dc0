"""R6: a gap that is larger than a window is not replayed: tabs stay where they are, with a way to the latest."""

from __future__ import annotations

import time
import uuid

from tests.live.chatter import FEED, Chatter
from tests.live.screens import fresh_screen, screen
from tests.live.team import Team
from tests.live.truth import settle

FLOOD = 3_000


async def quiet_room(team: Team) -> str:
    return await team.new_room(f"flood {uuid.uuid4().hex[:6]}", team.grace)


async def renewed(tab: Chatter) -> None:
    """Wait until a tab has leapt, and has what a fresh page on the same window has."""
    await tab.wait_for(lambda _: tab.view["ceil"] > 0 and len(tab.messages()) >= 500)


async def test_a_large_gap_becomes_a_window_of_a_bounded_size(team: Team) -> None:
    room_id = await quiet_room(team)
    async with team.tabs((team.ada, team.a, room_id), (team.grace, team.b, room_id)) as (ada, grace):
        await ada.post(room_id, "before")
        await grace.wait_for(lambda _: "before" in grace.texts())
        seen = len(grace.deltas)
        await team.flood(room_id, team.ada, FLOOD)
        for tab in (ada, grace):
            await renewed(tab)
            seqs = [message["seq"] for message in tab.messages()]
            assert seqs == list(range(seqs[0], seqs[0] + 500))
            assert tab.texts()[:2] == ["before", "flood 1"]
        entries = sum(len(delta.get(FEED, {})) for delta in grace.deltas[seen:])
        assert entries < 700
        await settle(team, grace)
        assert grace.memberships()[room_id]["unread"] == FLOOD + 1
        assert screen(grace) == await fresh_screen(team.grace, team.b.url, grace)


async def test_what_changed_in_the_gap_is_on_the_screen_and_the_latest_is_one_step_away(team: Team) -> None:
    room_id = await quiet_room(team)
    async with team.tabs((team.grace, team.b, room_id)) as (grace,):
        await grace.post(room_id, "a mistake")
        mistake = grace.messages()[-1]
        await team.flood(room_id, team.grace, FLOOD)
        await team.rows("UPDATE messages SET content = 'mended' WHERE id = $1", uuid.UUID(mistake["id"]))
        await renewed(grace)
        await grace.wait_for(lambda _: "mended" in grace.texts())
        assert "a mistake" not in grace.texts()
        await grace.send(f"{FEED}.latest", {"room_id": room_id})
        await grace.wait_for(lambda _: grace.texts()[-1] == f"flood {FLOOD}")
        assert grace.view["ceil"] == 0
        await grace.post(room_id, "and on")
        await grace.wait_for(lambda _: grace.texts()[-1] == "and on")


async def test_a_reader_of_the_history_stays_there(team: Team) -> None:
    room_id = await quiet_room(team)
    await team.flood(room_id, team.ada, 100)
    tab = team.grace.tab(team.b.url, room_id)
    tab.kept = f"{room_id}:20:60:0"
    async with await tab.arrive():
        first = uuid.UUID(tab.messages()[0]["id"])
        await team.rows("UPDATE messages SET content = 'changed in the gap' WHERE id = $1", first)
        await team.flood(room_id, team.ada, FLOOD)
        await settle(team, tab)
        assert (tab.view["floor"], tab.view["ceil"], len(tab.messages())) == (20, 60, 41)
        assert tab.texts()[0] == "changed in the gap"


async def test_other_rooms_do_not_wait_for_it(team: Team) -> None:
    room_id = await quiet_room(team)
    async with team.tabs(*[(team.grace, team.b, room_id)] * 6, (team.ada, team.b, team.watercooler)) as tabs:
        *crowd, ada = tabs
        await team.flood(room_id, team.ada, 4 * FLOOD)
        slowest = 0.0
        while not all(tab.view["ceil"] for tab in crowd):
            began = time.monotonic()
            assert await ada.post(team.watercooler, "meanwhile") == "sent"
            slowest = max(slowest, time.monotonic() - began)
        assert slowest < 1.5

"""Who is around, over two processes and Redis: no ghosts, no flicker, one frame a change, and nothing for strangers."""

from __future__ import annotations

import asyncio
import time
import uuid
from pathlib import Path

import pytest

from chat_app.live.entries import STATUSES
from tests.live.around import GRACE, SET_ACTIVE, SOON, heard, sees
from tests.live.chatter import PRESENCE
from tests.live.team import Team

pytestmark = pytest.mark.prompt


async def test_people_of_another_process_are_seen_coming_falling_idle_and_going(team: Team) -> None:
    async with team.tabs((team.ada, team.a, ""), (team.grace, team.b, "")) as (ada, grace):
        await sees(ada, {grace.me: "online", ada.me: "online"})
        await grace.send(SET_ACTIVE, {"active": False})
        await sees(ada, {grace.me: "away"})
        await grace.send(SET_ACTIVE, {"active": True})
        await sees(ada, {grace.me: "online"})
        await grace.close()
        await sees(ada, {grace.me: "offline"}, GRACE + SOON)
        (row,) = await team.rows("SELECT at FROM sightings WHERE user_id = $1", uuid.UUID(grace.me))
        assert abs(row["at"].timestamp() - time.time()) < 60


async def test_several_tabs_count_as_one_person(team: Team) -> None:
    places = [(team.ada, team.a, ""), (team.grace, team.a, ""), (team.grace, team.b, "")]
    async with team.tabs(*places) as (ada, here, there):
        await sees(ada, {here.me: "online"})
        await here.send(SET_ACTIVE, {"active": False})
        await there.send(SET_ACTIVE, {"active": False})
        await sees(ada, {here.me: "away"})
        seen = len(ada.deltas)
        await here.close()
        await there.send(SET_ACTIVE, {"active": True})
        await sees(ada, {there.me: "online"})
        await asyncio.sleep(GRACE + 1)  # in which it would have been said that the closed tab was the last one
        assert [frame[STATUSES.key(there.me)]["status"] for frame in heard(ada, seen)] == ["online"]


async def test_a_change_costs_one_frame_a_tab(team: Team) -> None:
    places = [(team.ada, team.a, "")] * 5 + [(team.ada, team.b, "")] * 5 + [(team.grace, team.a, "")]
    async with team.tabs(*places) as (*ada, grace):
        await asyncio.gather(*(sees(tab, {grace.me: "online", tab.me: "online"}) for tab in ada))
        seen = [len(tab.deltas) for tab in ada]
        await grace.send(SET_ACTIVE, {"active": False})
        await asyncio.gather(*(sees(tab, {grace.me: "away"}) for tab in ada))
        assert await grace.post(team.watercooler, "and that was all") == "sent"
        frames = [heard(tab, since) for tab, since in zip(ada, seen, strict=True)]
        assert [[list(frame) for frame in each] for each in frames] == [[[STATUSES.key(grace.me)]]] * 10


async def test_who_comes_back_within_five_seconds_never_seemed_gone(team: Team) -> None:
    async with team.tabs((team.ada, team.a, ""), (team.grace, team.a, "")) as (ada, grace):
        await sees(ada, {grace.me: "online"})
        seen = len(ada.deltas)
        for server in (team.b, team.a):
            await grace.cut()
            await asyncio.sleep(GRACE / 2)
            await grace.arrive(server.url)
        await asyncio.sleep(GRACE + 1)
        assert heard(ada, seen) == []


async def test_a_guest_sees_only_people_of_their_rooms(team: Team, tmp_path: Path) -> None:
    room = await team.new_room(f"clients {uuid.uuid4().hex[:6]}")
    (guest,) = await team.newcomers(tmp_path, f"Client {uuid.uuid4().hex[:6]}", role="guest", room=room)
    places = [(team.ada, team.a, ""), (team.grace, team.b, ""), (guest, team.a, "")]
    async with team.tabs(*places) as (ada, grace, tab):
        await sees(tab, {ada.me: "online", tab.me: "online"})
        await ada.send(SET_ACTIVE, {"active": False})
        await grace.send(SET_ACTIVE, {"active": False})
        await sees(ada, {grace.me: "away", ada.me: "away"})
        await sees(tab, {ada.me: "away"})
        assert grace.me not in str(tab.deltas)
        await grace.send(f"{PRESENCE.replace('presence', 'rooms')}.join", {"room_id": room})
        await sees(tab, {grace.me: "away"})

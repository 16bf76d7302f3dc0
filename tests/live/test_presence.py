"""Who is around, over two processes and Redis: no ghosts, no flicker, one frame a change, and nothing for strangers."""

from __future__ import annotations

import asyncio
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from chat_app.live.entries import STATUSES
from tests.live.chatter import PRESENCE, Chatter, Person
from tests.live.team import Team
from tests.stack.redis import Redis

pytestmark = pytest.mark.prompt

SET_ACTIVE = f"{PRESENCE}.set_active"
SOON = 5.0  # seconds
GRACE = 5.0  # seconds that one may be without a tab
GHOSTS = 30.0  # seconds after which nobody may seem to be at a dead process


async def sees(tab: Chatter, statuses: dict[str, str], seconds: float = SOON) -> None:
    """Wait until a tab shows these people so."""
    await tab.wait_for(lambda _: tab.statuses(*statuses) == statuses, seconds)


def heard(tab: Chatter, since: int = 0) -> list[dict[str, Any]]:
    """What a tab was sent about who is around, frame by frame."""
    return [delta[PRESENCE] for delta in tab.deltas[since:] if PRESENCE in delta]


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


async def test_a_killed_process_leaves_no_ghosts(team: Team, tmp_path: Path) -> None:
    crowd = await team.newcomers(tmp_path, *(f"Person {uuid.uuid4().hex[:8]}" for _ in range(50)))
    here, there = await _come(crowd[:25], team.a.url), await _come(crowd[25:], team.b.url)
    async with team.tabs((team.ada, team.b, "")) as (ada,):
        everybody = [tab.me for tab in (*here, *there)]
        await sees(ada, dict.fromkeys(everybody, "online"))
        seen, began = len(ada.deltas), time.monotonic()
        team.a.kill()
        moved, lost = here[:10], [tab.me for tab in here[10:]]
        await asyncio.gather(*(tab.arrive(team.b.url) for tab in moved))
        await sees(ada, dict.fromkeys(lost, "offline"), GHOSTS)
        print(f"no ghosts after {time.monotonic() - began:.1f} s")
        stayed = [tab.me for tab in (*moved, *there)]
        assert set(ada.statuses(*stayed).values()) == {"online"}
        gone = [{key for key, said in frame.items() if said["status"] == "offline"} for frame in heard(ada, seen)]
        assert not set(map(STATUSES.key, stayed)) & set().union(*gone)
        assert len([each for each in gone if each]) <= 3  # they share a frame
    await asyncio.gather(*(tab.close() for tab in (*moved, *there)))
    team.a.start()


async def test_without_redis_each_process_knows_its_own_and_it_comes_back(team: Team, team_redis: Redis) -> None:
    places = [(team.ada, team.a, ""), (team.alan, team.a, ""), (team.grace, team.b, "")]
    async with team.tabs(*places) as (ada, alan, grace):
        await sees(ada, {alan.me: "online", grace.me: "online"})
        team_redis.kill()
        await alan.send(SET_ACTIVE, {"active": False})
        await sees(ada, {alan.me: "away"})
        await grace.send(SET_ACTIVE, {"active": False})
        team_redis.start()
        await sees(ada, {alan.me: "away", grace.me: "away"}, GHOSTS)
        await sees(grace, {alan.me: "away"}, GHOSTS)
        assert [tab.statuses(alan.me) for tab in (ada, alan, grace)] == [{alan.me: "away"}] * 3


async def _come(people: list[Person], url: str) -> list[Chatter]:
    return list(await asyncio.gather(*(person.tab(url).arrive() for person in people)))

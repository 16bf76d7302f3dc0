"""Who is around when a process dies or Redis is away: nobody seems to be where they are not for long."""

from __future__ import annotations

import asyncio
import time
import uuid
from pathlib import Path

import pytest

from chat_app.live.entries import STATUSES
from tests.live.around import GHOSTS, SET_ACTIVE, heard, sees
from tests.live.chatter import Chatter, Person
from tests.live.team import Team
from tests.stack.redis import Redis

pytestmark = pytest.mark.prompt


@pytest.mark.slow
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
        await sees(ada, {alan.me: "online", grace.me: "online"}, GHOSTS)  # how soon is for test_presence to say
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

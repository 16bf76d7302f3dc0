"""A new name reaches all who know the person: over the bus, without it, and after it; guests as far as they may."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from chat_app.live.entries import LAST_SEEN, PEOPLE
from tests.live.chatter import PRESENCE, PROFILE, Chatter
from tests.live.team import Team
from tests.stack.redis import Redis

pytestmark = pytest.mark.prompt

SOON = 5.0  # seconds; about one is promised, machines are shared


def name_of(tab: Chatter, user_id: str) -> str:
    return tab.entries(PEOPLE).get(user_id, {}).get("name", "")


async def rename(tab: Chatter, name: str) -> None:
    await tab.send(f"{PROFILE}.save", {"form": {"name": name}})


async def test_a_new_name_crosses_processes_with_and_without_the_bus(team: Team, team_redis: Redis) -> None:
    places = [(team.ada, team.a, team.watercooler), (team.grace, team.b, team.watercooler)]
    async with team.tabs(*places) as (ada, grace):
        for name in ("Grace B. Hopper", "Rear Admiral Hopper"):
            await rename(grace, name)
            await ada.wait_for(lambda _, name=name: name_of(ada, grace.me) == name, SOON)
            team_redis.kill()
        assert name_of(ada, grace.me) == name_of(grace, grace.me) == "Rear Admiral Hopper"
        team_redis.start()


async def test_a_guest_hears_of_people_in_their_rooms_only(team: Team, tmp_path: Path) -> None:
    room = await team.new_room(f"clients {uuid.uuid4().hex[:6]}")
    (guest,) = await team.newcomers(tmp_path, f"Client {uuid.uuid4().hex[:6]}", role="guest", room=room)
    places = [(team.ada, team.a, ""), (team.grace, team.b, ""), (guest, team.a, "")]
    async with team.tabs(*places) as (ada, grace, tab):
        mark = uuid.uuid4().hex[:6]
        await rename(grace, f"Grace {mark}")
        await ada.wait_for(lambda _: name_of(ada, grace.me) == f"Grace {mark}", SOON)
        await rename(ada, f"Ada {mark}")
        await tab.wait_for(lambda _: name_of(tab, ada.me) == f"Ada {mark}", SOON)
        assert f"Grace {mark}" not in str(tab.deltas)
        await tab.send(f"{PRESENCE}.see", {"user_id": grace.me})
        await tab.send(f"{PRESENCE}.see", {"user_id": ada.me})
        await tab.wait_for(lambda _: ada.me in tab.entries(LAST_SEEN))
        assert grace.me not in str(tab.deltas)


async def test_a_rename_costs_everybody_else_one_frame(team: Team) -> None:
    async with team.tabs(*[(team.ada, team.a, "")] * 4, (team.alan, team.a, "")) as (*ada, alan):
        seen = [len(tab.deltas) for tab in ada]
        await rename(alan, "Alan M. Turing")
        for tab in ada:
            await tab.wait_for(lambda _, tab=tab: name_of(tab, alan.me) == "Alan M. Turing")
        assert await alan.post(team.watercooler, "and that was all") == "sent"
        for tab, since in zip(ada, seen, strict=True):
            named = [delta for delta in tab.deltas[since:] if PEOPLE.key(alan.me) in str(delta)]
            assert len(named) == 1

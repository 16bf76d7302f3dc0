"""R10: whoever is deactivated, or removed from a room by another, stops receiving everywhere and is told why."""

from __future__ import annotations

import uuid

import pytest

from chat_app.live.entries import ENDED, PEOPLE, WORKSPACE
from tests.live import chatter
from tests.live.chatter import STATES, Chatter, Person
from tests.live.team import Team
from tests.live.test_removal import SOON
from tests.stack.redis import Redis

pytestmark = pytest.mark.prompt

ADMIN, ACTS = f"{STATES}admin____admin_people_state", f"{STATES}room_acts____room_acts_state"


async def _newcomer(team: Team) -> Person:
    return await chatter.join(team.a.url, team.ada, f"Barbara {uuid.uuid4().hex[:6]}")


def _names(tab: Chatter) -> dict[str, str]:
    return {user_id: person["name"] for user_id, person in tab.entries(PEOPLE).items()}


def _workspace(tab: Chatter) -> str:
    return tab.entry(WORKSPACE)["name"]


def _ended(tab: Chatter) -> str:
    return tab.entry(ENDED) or ""


@pytest.mark.parametrize("bus", ["with the bus", "without a bus"])
async def test_a_deactivated_person_stops_receiving_in_every_process_and_is_told(
    team: Team, team_redis: Redis, bus: str
) -> None:
    one = await _newcomer(team)
    places = [(one, team.a, team.watercooler), (one, team.b, team.watercooler), (team.ada, team.a, team.watercooler)]
    async with team.tabs(*places) as (here, there, ada):
        if bus == "without a bus":
            team_redis.kill()
        await ada.send(f"{ADMIN}.deactivate", {"user_id": here.me, "ban": False})
        for tab in (here, there):
            await tab.wait_for(lambda tab: bool(_ended(tab)), SOON)  # type: ignore[arg-type]
            assert _ended(tab) == "Your account has been deactivated."
        text = f"a secret {uuid.uuid4().hex}"
        assert await ada.post(team.watercooler, text) == "sent"
        await ada.wait_for(lambda _: text in ada.texts())
        for tab in (here, there):
            with pytest.raises((TimeoutError, ConnectionError)):
                await tab.wait_for(lambda tab: text in str(tab.deltas), 0.3)  # type: ignore[attr-defined]
    if bus == "without a bus":
        team_redis.start()


@pytest.mark.parametrize("bus", ["with the bus", "without a bus"])
async def test_somebody_removed_from_a_room_is_out_in_every_process_and_is_told_by_whom(
    team: Team, team_redis: Redis, bus: str
) -> None:
    room_id = await team.new_room(f"removals {uuid.uuid4().hex[:6]}", team.grace)
    places = [(team.grace, team.a, room_id), (team.grace, team.b, room_id), (team.ada, team.a, room_id)]
    async with team.tabs(*places) as (here, there, ada):
        if bus == "without a bus":
            team_redis.kill()
        await ada.send(f"{ACTS}.remove", {"room_id": room_id, "user_id": here.me})
        for tab in (here, there):
            await tab.wait_for(lambda _, tab=tab: tab.view["status"] == "left", SOON)
            assert tab.view["by"] == ada.me
            assert _names(tab)[ada.me] == _names(ada)[ada.me]
        assert await ada.post(room_id, "without her") == "sent"
        await ada.wait_for(lambda _: "without her" in ada.texts())
        for tab in (here, there):
            with pytest.raises((TimeoutError, ConnectionError)):
                await tab.wait_for(lambda _, tab=tab: "without her" in str(tab.deltas), 0.3)
    if bus == "without a bus":
        team_redis.start()


async def test_a_workspace_renamed_without_a_bus_reaches_the_other_process(team: Team, team_redis: Redis) -> None:
    settings = f"{STATES}workspace____workspace_state"
    async with team.tabs((team.ada, team.a, team.watercooler), (team.grace, team.b, team.watercooler)) as (ada, grace):
        team_redis.kill()
        form = {"name": "Engines", "accent": "teal", "who_creates": "everyone", "who_invites": "everyone"}
        await ada.send(f"{settings}.change_settings", {"form": {**form, "domains": ""}})
        for tab in (ada, grace):
            await tab.wait_for(lambda _, tab=tab: _workspace(tab) == "Engines", SOON)
        assert _workspace(ada) == _workspace(grace) == "Engines"
    team_redis.start()


async def test_who_proves_an_address_ends_the_tabs_of_whoever_had_typed_it_before(team: Team) -> None:
    stranger = await _newcomer(team)
    address = f"{stranger.name.replace(' ', '.').lower()}@watercooler.example"
    async with team.tabs((stranger, team.a, team.watercooler), (stranger, team.b, team.watercooler)) as tabs:
        owner = await chatter.by_mail(team.a, address)
        for tab in tabs:
            await tab.wait_for(lambda tab: bool(_ended(tab)), SOON)  # type: ignore[arg-type]
            assert _ended(tab).startswith("The owner of your address has signed in")
        async with await owner.tab(team.b.url, team.watercooler).arrive() as own:
            assert own.me == tabs[0].me

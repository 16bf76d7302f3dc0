"""R10: whoever is signed out, or no longer a member, stops receiving: here at once, elsewhere within about a second."""

from __future__ import annotations

import asyncio
import uuid

import httpx
import pytest

from chat_app.live.entries import ANSWERS, ENDED
from tests.live import chatter
from tests.live.chatter import FEED, ROOMS, Chatter, Person
from tests.live.team import Team
from tests.stack.redis import Redis

pytestmark = pytest.mark.prompt

SOON = 3.0  # seconds; about one is promised, machines are shared


async def _newcomer(team: Team) -> Person:
    """Somebody whose session the test can end."""
    return await chatter.join(team.a.url, team.ada, f"Edsger {uuid.uuid4().hex[:6]}")


async def _sign_out(url: str, person: Person) -> None:
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        answer = await client.post(
            "/auth/logout", data={"any": "form"}, headers={"Cookie": person.cookie, "Origin": url}
        )
        assert answer.status_code == 303


def _ended(tab: Chatter) -> bool:
    return bool(tab.entry(ENDED))


async def _hears(tab: Chatter, ada: Chatter, room_id: str) -> bool:
    """Whether a post of Ada's, which has reached her own tab, reaches this one too."""
    text = f"a secret {uuid.uuid4().hex}"
    seen = len(tab.deltas)
    assert await ada.post(room_id, text) == "sent"
    await ada.wait_for(lambda _: text in ada.texts())
    try:
        await tab.wait_for(lambda _: text in str(tab.deltas[seen:]), 0.3)
    except (TimeoutError, ConnectionError):
        return False
    return True


@pytest.mark.parametrize("bus", ["with the bus", "without a bus"])
async def test_signing_out_reaches_the_tabs_of_the_session_in_every_process(
    team: Team, team_redis: Redis, bus: str
) -> None:
    one = await _newcomer(team)
    here, there = [await one.tab(server.url, team.watercooler).arrive() for server in (team.a, team.b)]
    async with team.tabs((team.ada, team.b, team.watercooler)) as (ada,):
        assert await ada.post(team.watercooler, "all here") == "sent"
        await asyncio.gather(*(tab.wait_for(lambda _, t=tab: "all here" in t.texts()) for tab in (here, there)))
        if bus == "without a bus":
            team_redis.kill()
        await _sign_out(team.a.url, one)
        await here.wait_for(lambda _: _ended(here), 0.5)
        await there.wait_for(lambda _: _ended(there), SOON)
        for tab in (here, there):
            assert not await _hears(tab, ada, team.watercooler)
            await tab.send(f"{chatter.COMPOSER}.post", _draft(team.watercooler, "from beyond"))
        assert not await _hears(here, ada, team.watercooler)
    assert not await team.rows("SELECT 1 FROM messages WHERE content = 'from beyond'")
    if bus == "without a bus":
        team_redis.start()
    await here.close()
    await there.close()


async def test_a_revoked_session_that_never_loaded_a_page_cannot_go_on(team: Team) -> None:
    one = await _newcomer(team)
    tab = one.tab(team.b.url)
    await tab.open(boot=False)
    assert await tab.post(team.watercooler, "still signed in") == "sent"
    await _sign_out(team.a.url, one)
    await tab.wait_for(lambda _: _ended(tab), SOON)
    await tab.send(f"{chatter.COMPOSER}.post", _draft(team.watercooler, "signed out"))
    with pytest.raises(TimeoutError):
        await tab.wait_for(lambda _: KEY in tab.entries(ANSWERS), 0.5)
    await tab.close()


async def test_leaving_a_room_in_one_tab_stops_delivery_to_all_of_ones_tabs(team: Team) -> None:
    room_id = await team.new_room(f"leavers {uuid.uuid4().hex[:6]}", team.grace)
    places = [(team.grace, team.a, room_id), (team.grace, team.b, room_id), (team.ada, team.a, room_id)]
    async with team.tabs(*places) as (one, other, ada):
        await ada.post(room_id, "she hears this")
        await other.wait_for(lambda _: "she hears this" in other.texts())
        await one.send(f"{ROOMS}.leave", {"room_id": room_id})
        for tab in (one, other):
            await tab.wait_for(lambda _, t=tab: t.view["status"] == "left" and room_id not in t.memberships(), SOON)
            assert not await _hears(tab, ada, room_id)


async def test_leaving_while_another_tab_is_opening_the_room_leaves_no_tab_behind(team: Team) -> None:
    for _ in range(12):
        room_id = await team.new_room(f"race {uuid.uuid4().hex[:6]}", team.grace)
        places = [(team.grace, team.a, ""), (team.grace, team.a, ""), (team.ada, team.a, room_id)]
        async with team.tabs(*places) as (one, other, ada):
            other.path = f"/rooms/{room_id}"
            await asyncio.gather(
                *(other.send(f"{FEED}.latest", {"room_id": room_id}) for _ in range(6)),
                one.send(f"{ROOMS}.leave", {"room_id": room_id}),
            )
            await other.wait_for(lambda _, t=other, r=room_id: r not in t.memberships())
            await other.post(str(uuid.UUID(int=0)), "all before this is done")
            assert not await _hears(other, ada, room_id)


KEY = str(uuid.UUID(int=7))


def _draft(room_id: str, text: str) -> dict[str, str]:
    return {"room_id": room_id, "client_msg_id": KEY, "text": text}

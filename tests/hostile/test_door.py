"""The door: foreign origins, foreign tokens."""

from __future__ import annotations

import asyncio
import uuid

import pytest
from websockets.exceptions import InvalidStatus

from tests.hostile.conftest import SECRETS, House
from tests.hostile.handlers import ROOT
from tests.live.chatter import STATES


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null", "http://localhost.evil"])
async def test_a_websocket_from_another_site_gets_403(house: House, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        await house.ada.tab(house.url).open(headers={"Origin": origin})
    assert refusal.value.response.status_code == 403
    async with asyncio.timeout(20):  # it is noted after the answer
        while not house.noted("origin.refused"):  # noqa: ASYNC110 (another process writes it)
            await asyncio.sleep(0.05)


async def test_a_closed_room_by_its_address_looks_like_one_that_does_not_exist(house: House) -> None:
    nowhere = str(uuid.uuid4())
    async with await house.grace.tab(house.url, house.room).arrive() as tab:
        there = {**tab.view, "room_id": ""}
        assert not [secret for secret in SECRETS if secret in str(tab.deltas)]
        await tab.go(nowhere)
        assert there == {**tab.view, "room_id": ""}
        assert there["status"] == "missing"


async def test_somebody_elses_token_gains_nothing_while_they_are_there(house: House) -> None:
    async with await house.ada.tab(house.url, house.room).arrive() as ada:
        thief = house.grace.tab(house.url, house.room, token=ada.token)
        async with await thief.arrive():
            assert thief.view["status"] == "missing"
            assert await ada.post(house.room, "mine alone") == "sent"
            await ada.wait_for(lambda _: "mine alone" in ada.texts())
            assert not [secret for secret in (*SECRETS, "mine alone") if secret in str(thief.deltas)]


@pytest.mark.parametrize("cookie", ["grace", "nobody"])
async def test_somebody_elses_token_gains_nothing_after_they_have_gone(house: House, cookie: str) -> None:
    ada = await house.ada.tab(house.url, house.room).arrive()
    await ada.send(f"{STATES}invites____invites_state.make_link", {"form": {"role": "member"}})
    await ada.wait_for(lambda _: "/join/" in str(ada.state("invites_state")))
    link = str(ada.state("invites_state")["link_rx_state_"])
    await ada.close()
    thief = house.grace.tab(house.url, token=ada.token)
    thief.cookie = thief.cookie if cookie == "grace" else ""
    await thief.open(boot=False)
    await thief.send(f"{ROOT}.hydrate")
    await thief.wait_for(lambda _: ROOT in thief.store)
    assert link not in str(thief.deltas)
    await thief.close()

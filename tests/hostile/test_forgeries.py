"""Every event handler again, with what forgers try: ids of others, ids of nothing, values of no sense, accounts and
states of yesterday. Nothing changes, nothing leaks."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from typing import Any

import pytest

from chat_app.live.entries import ENDED
from chat_app.models import Room, User
from chat_app.services import accounts, memberships
from tests.hostile.conftest import SECRETS, House, product
from tests.hostile.handlers import arguments
from tests.live.chatter import Chatter, Person

ROOM_TABLES = ("rooms", "messages", "memberships", "reactions", "revisions")
NOTHING = str(uuid.UUID(int=0))
LONG_AGO = "2026-01-01 00:00:00"
# One of each kind; the longer list is in test_arguments, where it is sent by somebody who may send it.
ODD: tuple[Any, ...] = (None, "", "x" * 40_000, -(2**62), [], {"a": [None]})


def leaked(tab: Chatter) -> list[str]:
    return [secret for secret in SECRETS if secret in str(tab.deltas) or secret in str(tab.events)]


def of_the_room(house: House) -> list[str]:
    """The rows of the closed room, and of no other."""
    key = house.room.replace("-", "")
    return [row for rows in house.contents(*ROOM_TABLES).values() for row in rows if key in row]


async def send_all(tab: Chatter, house: House, handlers: list[str]) -> None:
    """Every event there is, as it would do something for a member; returns when all have been handled."""
    for handler in handlers:
        await tab.send(handler, arguments(handler, room=house.room, message=house.message, person=house.ada_id))
    await tab.handled()


async def insider(house: House, name: str) -> Person:
    """Somebody of this test's own, who is in the closed room."""
    email = f"{name.lower()}@watercooler.example"
    parley = product(house.server)
    user = await accounts.create(parley, email, name)
    async with parley.database.write() as session:
        room, person = await session.get(Room, uuid.UUID(house.room)), await session.get(User, user.id)
        assert room
        assert person
        await memberships.enter(session, room, person)
    await parley.database.close()
    return await house.sign_in(email)


def change(house: House, statement: str, *values: str) -> None:
    """Straight in the database, as another process would have."""
    with closing(sqlite3.connect(house.server.data / "parley.db", timeout=10)) as file, file:
        file.execute(statement, values)


async def test_ids_of_others_and_of_nothing_open_no_door(house: House, handlers: list[str]) -> None:
    async with await house.grace.tab(house.url).arrive() as tab:
        own = next(iter(tab.memberships()))
        await tab.go(own)
        assert await tab.post(own, "mine") == "sent"
        await tab.wait_for(lambda _: "mine" in tab.texts())
        mine, before = tab.messages()[-1]["id"], of_the_room(house)
        forged = (
            {"room": own, "message": house.message, "person": house.ada_id},
            {"room": house.room, "message": mine, "person": house.room},
            {"room": house.message, "message": house.room, "person": house.message},
            {"room": NOTHING, "message": NOTHING, "person": NOTHING},
        )
        for handler in handlers:
            for ids in forged:
                await tab.send(handler, arguments(handler, **ids))
        await tab.handled()
        assert not leaked(tab)
    assert of_the_room(house) == before


async def test_a_visitor_with_values_of_no_sense_changes_and_learns_nothing(house: House, handlers: list[str]) -> None:
    before = house.contents()
    async with Chatter(house.url, path="/login") as tab:
        for handler in handlers:
            good = arguments(handler, room=house.room, message=house.message, person=house.ada_id)
            for odd in ODD:
                await tab.send(handler, dict.fromkeys(good, odd))
        await tab.handled()
        assert not leaked(tab)
        assert "Lovelace" not in str(tab.deltas)
    assert house.contents() == before


@pytest.mark.parametrize("name", ["Mary", "Joan"], ids=["at once", "on coming back"])
async def test_who_is_deactivated_is_a_visitor(house: House, handlers: list[str], name: str) -> None:
    person = await insider(house, name)
    tab = await person.tab(house.url, house.room).arrive()
    assert leaked(tab) == list(SECRETS)
    if name == "Joan":
        await tab.cut()
    change(house, "UPDATE users SET deactivated_at = ? WHERE name = ?", LONG_AGO, name)
    if name == "Joan":
        await tab.open(boot=False)
    else:
        await tab.wait_for(lambda tab: bool(tab.entry(ENDED)))
    before = house.contents(*ROOM_TABLES)
    tab.deltas.clear()
    tab.events.clear()
    await send_all(tab, house, handlers)
    assert not leaked(tab)
    assert house.contents(*ROOM_TABLES) == before
    await tab.close()


async def test_the_state_of_yesterday_opens_no_room_that_one_is_no_longer_in(house: House, handlers: list[str]) -> None:
    """The tab comes back with its token, and a state in which the room was open; no page has loaded yet."""
    person = await insider(house, "Lise")
    tab = await person.tab(house.url, house.room).arrive()
    assert leaked(tab) == list(SECRETS)
    await tab.cut()
    key = house.room.replace("-", "")
    change(
        house,
        "UPDATE memberships SET left_at = ?, version = version + 1 WHERE room_id = ? "
        "AND user_id = (SELECT id FROM users WHERE name = 'Lise')",
        LONG_AGO,
        key,
    )
    before = of_the_room(house)
    tab.deltas.clear()
    tab.events.clear()
    await tab.open(boot=False)
    await send_all(tab, house, handlers)
    assert not leaked(tab)
    assert of_the_room(house) == before
    await tab.close()

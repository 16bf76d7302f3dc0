"""Every event handler there is, sent by those who may not: nothing changes, nothing leaks (R9). New ones included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chat_app.live.entries import ENDED
from tests.hostile.conftest import SECRETS, House
from tests.hostile.handlers import ANYBODY, NOT_THOUGHT_ABOUT, ROOT, arguments
from tests.live.chatter import Chatter, Person

HYDRATED = "is_hydrated_rx_state_"
ROOM_TABLES = ("rooms", "messages", "memberships")


async def _send(tab: Chatter, house: House, handler: str) -> None:
    """Send an event, and wait until it has been handled."""
    await tab.wait_for(lambda tab: tab.store.get(ROOT, {}).get(HYDRATED) is True)
    await tab.send(handler, arguments(handler, room=house.room, message=house.message, person=house.ada_id))
    await tab.handled()


def _leaked(tab: Chatter) -> list[str]:
    return [secret for secret in SECRETS if secret in str(tab.deltas) or secret in str(tab.events)]


def test_every_handler_has_been_thought_about(handlers: list[str]) -> None:
    forgotten = [each for each in handlers if arguments(each, room="", message="", person="") is NOT_THOUGHT_ABOUT]
    assert not forgotten
    assert set(handlers) >= ANYBODY


def test_what_tests_send_are_handlers_that_exist(handlers: list[str]) -> None:
    """Parley drops an event of another name, and a test that sends one proves nothing."""
    sent = re.compile(r"""send\(\s*f"\{[A-Za-z_.]+\}\.([a-z_]+)\"""")
    names = {each.rpartition(".")[2] for each in handlers} | {"no_such_event", "hydrate_and_load"}
    for file in Path("tests").rglob("*.py"):
        assert {*sent.findall(file.read_text())} <= names, file


async def test_a_member_would_have_got_in(house: House) -> None:
    async with await house.ada.tab(house.url, house.room).arrive() as tab:
        assert _leaked(tab) == list(SECRETS)


async def test_a_visitor_is_refused_everything_but_the_door(house: House, handlers: list[str]) -> None:
    before = house.contents()
    for handler in handlers:
        async with Chatter(house.url, path="/login") as tab:
            await _send(tab, house, handler)
            refused = bool(tab.entry(ENDED))
            unheard = handler.endswith(".setvar")  # dropped before anybody looks at it
            assert refused != (handler in ANYBODY or unheard), handler
            assert not _leaked(tab), handler
            assert "Lovelace" not in str(tab.deltas), handler
    assert house.contents() == before


async def test_a_revoked_session_is_refused_what_a_visitor_is(house: House, handlers: list[str]) -> None:
    again = await house.sign_in("ada@watercooler.example")
    tab = await again.tab(house.url, house.room).arrive()
    assert _leaked(tab) == list(SECRETS)
    await house.sign_out(again)
    await tab.wait_for(lambda tab: bool(tab.entry(ENDED)))
    before = house.contents()
    tab.deltas.clear()
    tab.events.clear()
    for handler in handlers:
        await _send(tab, house, handler)
        assert not _leaked(tab), handler
    assert house.contents() == before
    await tab.close()


@pytest.mark.parametrize("who", ["grace", "guest"])
async def test_a_stranger_to_a_room_changes_and_learns_nothing(house: House, handlers: list[str], who: str) -> None:
    person: Person = getattr(house, who)
    before = house.contents(*ROOM_TABLES) if who == "guest" else _of_the_room(house)
    async with await person.tab(house.url, house.room).arrive() as tab:
        assert (tab.view["status"], tab.messages()) == ("missing", [])
        for handler in handlers:
            await _send(tab, house, handler)
            assert not _leaked(tab), handler
    assert (house.contents(*ROOM_TABLES) if who == "guest" else _of_the_room(house)) == before


def _of_the_room(house: House) -> list[str]:
    """Grace may make rooms of her own; the rows of this one must stay as they are."""
    key = house.room.replace("-", "")
    return [row for rows in house.contents(*ROOM_TABLES).values() for row in map(str, rows) if key in row]

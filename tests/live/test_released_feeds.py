"""A feed is kept as long as a tab needs it, and no longer."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest

from chat_app.live.connections import Tab
from chat_app.live.relay import Relay
from chat_app.models import User
from chat_app.services import sessions, sidebar
from chat_app.services.parley import Parley
from chat_app.services.sessions import SignedIn
from chat_app.states import page, people, presence, rooms, session  # noqa: F401 (they declare the stores)
from tests.live.frames import Frames


@pytest.fixture
async def relay(parley: Parley) -> AsyncIterator[Relay]:
    relay = Relay(parley)
    await relay.start()
    yield relay
    await relay.stop()


@pytest.fixture
async def tab(parley: Parley, relay: Relay, ada: User) -> Tab:
    """Ada's, just connected."""

    async def close() -> None: ...

    opened = await sessions.begin(parley, ada, device="", ip="")
    made = Tab("sid", Frames(), close, SignedIn(opened.id, ada.id, ada.name, ada.role))
    relay.connections.add(made)
    return made


async def test_a_tab_has_the_feeds_of_its_rooms_until_it_goes(relay: Relay, tab: Tab, watercooler: uuid.UUID):
    await relay.opening.sidebar(tab)
    assert (list(relay.rooms), list(relay.persons)) == ([watercooler], [tab.signed_in and tab.signed_in.user_id])
    relay.connections.remove(tab.sid)
    assert (relay.rooms, relay.persons) == ({}, {})


@pytest.mark.parametrize("fails", [False, True], ids=["goes", "cannot be brought up"])
async def test_a_tab_that_goes_while_its_sidebar_loads_leaves_none(
    relay: Relay, tab: Tab, watercooler: uuid.UUID, monkeypatch: pytest.MonkeyPatch, fails: bool
):
    load = sidebar.load

    async def slow(*about: Any) -> sidebar.Sidebar:
        seen = await load(*about)
        relay.connections.remove(tab.sid)
        return seen

    async def failing(*_: Any) -> None:
        raise TimeoutError

    monkeypatch.setattr(sidebar, "load", slow)
    if fails:
        monkeypatch.setattr("chat_app.live.room_feed.RoomFeed.reach", failing)
        with pytest.raises(TimeoutError):
            await relay.opening.sidebar(tab)
    else:
        await relay.opening.sidebar(tab)
    assert (relay.rooms, relay.persons) == ({}, {})

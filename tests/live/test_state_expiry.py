"""States of tabs that have gone are forgotten soon, so that made-up tokens cannot fill the memory."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken

from chat_app.live import state_expiry

KEY = BaseStateToken(ident="made-up", cls=rx.State)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_expiry, "ANONYMOUS", 0.02)
    monkeypatch.setattr(state_expiry, "SIGNED_IN", 3600.0)


@pytest.fixture
async def app() -> Any:
    """One tab, with a state in Reflex's own state manager, whose socket has just closed."""
    manager = StateManagerMemory()
    await manager.get_state(KEY)
    assert "made-up" in manager.states
    sockets = SimpleNamespace(sid_to_token={"sid": "made-up"}, token_to_sid={})
    yield SimpleNamespace(event_namespace=sockets, _state_manager=manager, _state=rx.State)
    await manager.close()


async def gone(app: Any, seconds: float = 5) -> bool:
    async with asyncio.timeout(seconds):
        while "made-up" in app._state_manager.states:  # noqa: ASYNC110 (nobody tells of it)
            await asyncio.sleep(0.01)
    return True


async def test_a_visitors_state_goes_soon_after_its_tab(app: Any):
    state_expiry.expire_later(app, "sid", known=False)
    assert await gone(app)
    assert "made-up" not in app._state_manager._token_expires_at


async def test_a_tab_that_has_come_back_keeps_its_state(app: Any):
    state_expiry.expire_later(app, "sid", known=False)
    app.event_namespace.token_to_sid["made-up"] = "another sid"
    with pytest.raises(TimeoutError):
        await gone(app, 0.1)


async def test_the_state_of_somebody_signed_in_stays_for_longer(app: Any):
    state_expiry.expire_later(app, "sid", known=True)
    with pytest.raises(TimeoutError):
        await gone(app, 0.1)


async def test_a_state_in_use_goes_once_it_is_free(app: Any):
    async with app._state_manager.modify_state(KEY):
        state_expiry.expire_later(app, "sid", known=False)
        with pytest.raises(TimeoutError):
            await gone(app, 0.1)
    assert await gone(app)

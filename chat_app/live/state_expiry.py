"""Drops the states of tabs that have gone.

Reflex keeps a state for an hour after its last event, for any token that a client makes up. Parley's states can be
rebuilt at any moment, so they stay only as long as a tab needs to come back.
"""

import asyncio
from typing import Any

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken

ANONYMOUS = 60.0  # seconds: a page of a visitor, which is rebuilt from its address
SIGNED_IN = 600.0  # seconds: what a dialog or a search held


def expire_later(app: rx.App, sid: str, *, known: bool) -> None:
    """Drop the state of a closed socket after a while, unless the tab comes back; `known`: the person was signed in."""
    namespace, manager = app.event_namespace, app._state_manager
    token = namespace.sid_to_token.get(sid) if namespace else None
    if token is None or not isinstance(manager, StateManagerMemory):
        return
    asyncio.get_running_loop().call_later(SIGNED_IN if known else ANONYMOUS, _expire, app, manager, token)


def _expire(app: rx.App, manager: StateManagerMemory, token: str) -> None:
    if app.event_namespace is not None and token in app.event_namespace.token_to_sid:
        return
    key: Any = BaseStateToken(ident=token, cls=app._state) if app._state else None
    if key is None or key.cache_key not in manager.states:
        return
    lock = manager._states_locks.get(key.lock_key)
    if lock is not None and lock.locked():  # something of it still runs
        asyncio.get_running_loop().call_later(ANONYMOUS, _expire, app, manager, token)
        return
    manager._purge_token(key)

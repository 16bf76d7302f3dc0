"""Forgetting the states of tabs that have gone.

Reflex keeps a state for an hour after its last event, for any token that a client has made up. Ours can be thrown away
at any moment, so those of tabs that have gone stay for as long as it takes to come back, and no longer.
"""

import asyncio
from typing import Any

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken

ANONYMOUS = 60.0  # seconds: a page before the door, which is made anew from its address
SIGNED_IN = 600.0  # seconds: what a dialog or a search held


def soon(app: rx.App, sid: str, *, known: bool) -> None:
    """A socket has closed: forget its state after a while, unless the tab has come back."""
    namespace, manager = app.event_namespace, app._state_manager
    token = namespace.sid_to_token.get(sid) if namespace else None
    if token is None or not isinstance(manager, StateManagerMemory):
        return
    asyncio.get_running_loop().call_later(SIGNED_IN if known else ANONYMOUS, _forget, app, manager, token)


def _forget(app: rx.App, manager: StateManagerMemory, token: str) -> None:
    if app.event_namespace is not None and token in app.event_namespace.token_to_sid:
        return
    key: Any = BaseStateToken(ident=token, cls=app._state) if app._state else None
    if key is None or key.cache_key not in manager.states:
        return
    lock = manager._states_locks.get(key.lock_key)
    if lock is not None and lock.locked():  # something of it still runs
        asyncio.get_running_loop().call_later(ANONYMOUS, _forget, app, manager, token)
        return
    manager._purge_token(key)

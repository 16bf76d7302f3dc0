"""Checks the outer form of every event, before Reflex takes it: only what Parley's pages send passes.

Reflex would log other events with all their data, cookies included, or keep the data as long as the tab's state.
"""

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any, get_origin

from reflex.state import State

STORED = 200  # characters of a value that a page keeps in the browser and sends when it starts
ADDRESS = 8_000  # characters of what an event says of its page's address, in all
DEAR = 4  # of what starts a page, or reads a long list, in frames
_MARK = "_rx_state_"  # Reflex's, at the end of a var's name
_PLAIN = (str, int, bool, dict)
_LISTS = (  # of everybody, or of all rooms, which Reflex sends
    "dialogs_state.people", "dialogs_state.browse", "room_acts_state.candidates", "invites_state.list_invites",
)  # fmt: skip
_STARTS = ("hydrate", "hydrate_and_load", "on_load_internal")


def checked_greeting(auth: Any) -> dict[str, Any]:
    """Return the valid parts of what comes with a connection: the event that starts the page, and its version."""
    if not isinstance(auth, dict):
        return {}
    schema, first = auth.get("state_schema"), checked_event(auth.get("event"))
    return {
        **({"event": first} if first is not None else {}),
        **({"state_schema": schema} if isinstance(schema, str) and len(schema) <= STORED else {}),
    }


def checked_event(data: Any) -> dict[str, Any] | None:
    """Return the event, with only known values of the browser's storage; None for events that Parley's pages do not
    send, such as Reflex's `setvar` of each state."""
    from reflex_base.registry import RegistrationContext

    if not isinstance(data, dict):
        return None
    name, payload, router = data.get("name"), data.get("payload", {}), data.get("router_data", {})
    if not isinstance(name, str) or name.endswith(".setvar") or not isinstance(payload, dict) or not _is_page(router):
        return None
    known = RegistrationContext.get().event_handlers.get(name)
    if known is None or not _fits(known.handler.fn, payload):
        return None
    if name.endswith((".hydrate_and_load", ".update_vars_internal")) and "vars" in payload:
        payload = {**payload, "vars": _stored(payload["vars"])}
    return {"name": name, "payload": payload, "router_data": router}


def cost(said: dict[str, Any]) -> int:
    """Return the number of frames that an event counts as, in addition to its own."""
    return DEAR - 1 if said["name"].endswith((*_STARTS, *_LISTS)) else 0


def _is_page(router: Any) -> bool:
    """Return whether this is the address of a page, of limited length: Reflex keeps it with the tab's state."""
    return isinstance(router, dict) and _length(router) <= ADDRESS


def _length(value: Any, depth: int = 3) -> int:
    """Return the number of characters in a nested value; more than any bound for values deeper than `depth`."""
    if isinstance(value, str):
        return len(value)
    if not isinstance(value, dict | list):
        return 8
    if not depth or len(value) > ADDRESS:
        return ADDRESS + 1
    parts = (*value, *value.values()) if isinstance(value, dict) else value
    return sum(_length(part, depth - 1) for part in parts)


def _stored(said: Any) -> dict[str, str]:
    """Return the known values from the browser's storage: others would stay with the tab's state."""
    if not isinstance(said, dict) or len(said) > STORED:
        return {}
    kept = {key: said[key] for key in said if key in _storage()}
    return {key: value for key, value in kept.items() if isinstance(value, str) and len(value) <= STORED}


@lru_cache(maxsize=1)
def _storage() -> frozenset[str]:
    """Return the names of all vars that pages keep in the browser, as they send them."""
    classes: list[type[Any]] = [State]
    for each in classes:
        classes.extend(each.get_substates())
    return frozenset(
        f"{each.get_full_name()}.{name}{_MARK}"
        for each in classes
        for name in each.base_vars
        if each._is_client_storage(name)
    )


def _fits(function: Callable[..., Any], payload: dict[str, Any]) -> bool:
    """Return whether a handler takes arguments of these names, and of these types where it declares plain ones."""
    takes = _signature(function)
    try:
        given = takes.bind(None, **payload).arguments
    except (TypeError, ValueError):
        return False
    kinds = ((get_origin(kind := takes.parameters[name].annotation) or kind, given[name]) for name in payload)
    return all(kind not in _PLAIN or isinstance(value, kind) for kind, value in kinds)


@lru_cache(maxsize=256)
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function, eval_str=True)

"""The keyed store: a state class whose undeclared keys hold entries, each a whole object under its own key.

Reflex's browser side merges a delta key by key and keeps keys that no var declares, also when it hydrates anew, so one
entry can be sent without the others (architecture, section 5). States say which store they hold.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import reflex as rx

Store = Literal["feed", "rooms", "people", "composer", "session", "search", "presence", "switcher", "page"]
Delta = dict[Store, dict[str, Any]]
State = TypeVar("State", bound=type[rx.State])

_names: dict[Store, str] = {}


def holds(store: Store) -> Callable[[State], State]:
    """Class decorator: this state's place in the browser holds the entries of a store."""

    def register(state: State) -> State:
        _names[store] = state.get_full_name()
        return state

    return register


def name_of(state: type[rx.State]) -> Store:
    """Return the store whose entries a state holds. Raises StopIteration for other states."""
    return next(store for store, name in _names.items() if name == state.get_full_name())


def wire_name(store: Store) -> str:
    """The name under which Reflex sends a store's entries. Raises KeyError before its state was imported."""
    return _names[store]

"""Which groups of the room list are folded away."""

from typing import Any

import reflex as rx

from chat_app.live.entries import FOLDED
from chat_app.live.javascript import Script, entry, setter
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState

_script = Script("folded_groups.page")


def keeper() -> rx.Component:
    """Return what fetches what this browser remembers of its person."""
    return _script.effect("useFoldedGroups", SessionState, setter(RoomsState))


def is_folded(group: str) -> rx.Var[bool]:
    """Return whether a group is folded away."""
    return entry(FOLDED, {})[group].bool()


def toggle(group: str) -> Any:
    """Return what folds a group away, or unfolds it."""
    return _script.handler("toggleGroup", RoomsState, setter(RoomsState), group)

"""The third pane, which shows one thing about the room on the screen at a time."""

from typing import Any, Literal

import reflex as rx

from chat_app.live.javascript import Script, setter
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState

Pane = Literal["details", "pins", "search"]

_script = Script("pane")


def is_shown(pane: Pane) -> rx.Var[bool]:
    """Return whether a pane is the one that is open."""
    return _script.value("isShown", bool, pane, RoomsState, FeedState)


def toggle(pane: Pane) -> Any:
    """Return a handler that opens a pane for the room on the screen, or closes it."""
    return _script.handler("toggle", pane, RoomsState, FeedState, setter(RoomsState))

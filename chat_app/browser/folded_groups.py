"""Which groups of the room list are folded away."""

import reflex as rx

from chat_app.live.entries import FOLDED
from chat_app.live.javascript import Script, entry, setter
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState

_script = Script("folded_groups.page")

effect = _script.effect("useFoldedGroups", SessionState, setter(RoomsState))
toggle = _script.handler_for("toggleGroup", RoomsState, setter(RoomsState))  # toggle(group)


def is_folded(group: str) -> rx.Var[bool]:
    """Return whether a group is folded away."""
    return entry(FOLDED, {})[group].bool()

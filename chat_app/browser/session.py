"""The person behind this tab."""

from typing import Literal

import reflex as rx

from chat_app.live.entries import ENDED
from chat_app.live.javascript import Script, entry
from chat_app.states.session import SessionState

Right = Literal["create_rooms", "invite", "talk", "administrate"]

_script = Script("session")

me = SessionState.me
ended: rx.Var[str] = entry(ENDED, "")
# The tokens of an open page are renewed, when the session ends the page says so, and it has the workspace's colour.
effect = Script("session_renewal.page").effect("useSession", SessionState)
accent_effect = Script("accent.page").effect("useAccent")  # accent_effect(accent): for a page without a session


def may(right: Right) -> rx.Var[bool]:
    """Return whether the person of this tab may do something in the workspace, as `policy.py` has decided."""
    return _script.value("may", bool, SessionState, right)

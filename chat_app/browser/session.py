"""The person behind this tab."""

from dataclasses import dataclass
from typing import Literal

import reflex as rx

from chat_app.live.entries import ENDED
from chat_app.live.javascript import Script, entry
from chat_app.states.session import SessionState

Right = Literal["create_rooms", "invite", "talk", "administrate"]

_script = Script("session")


@dataclass(frozen=True)
class Myself:
    """The person behind a tab; `workspace` is its name, `picture` the address of its picture, `accent` its colour."""

    user_id: str
    role: str
    workspace: str
    picture: str
    accent: str


me: rx.Var[Myself] = _script.value("meOf", Myself, SessionState)
ended: rx.Var[str] = entry(ENDED, "")


def may(right: Right) -> rx.Var[bool]:
    """Return whether the person of this tab may do something in the workspace, as `policy.py` has decided."""
    return _script.value("may", bool, SessionState, right)

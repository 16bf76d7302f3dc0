"""Signing out, after a question when something is not sent."""

from typing import Any

import reflex as rx

from chat_app.live.entries import LEAVING
from chat_app.live.javascript import Script, entry, setter
from chat_app.states.session import SessionState

FORM = "sign-out"  # the id of the form that signs out

_script, _set = Script("sign_out.page"), setter(SessionState)

leaving: rx.Var[int] = entry(LEAVING, 0)


def leave() -> Any:
    """Return what signs out, or asks first."""
    return _script.handler("signOut", _set, FORM)


def leave_anyway() -> Any:
    """Return what signs out and discards what is not sent."""
    return _script.handler("signOutAnyway", _set, FORM)


def stay() -> Any:
    """Return what closes the question."""
    return _script.handler("stay", _set)

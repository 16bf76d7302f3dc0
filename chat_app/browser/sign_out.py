"""Signing out, after a question when something is not sent."""

from typing import Any

from chat_app.live.javascript import Script, setter
from chat_app.states.page import PageState

FORM = "sign-out"  # the id of the form that signs out

_script = Script("sign_out.page")


def sign_out() -> Any:
    """Return a handler that signs out, or asks first."""
    return _script.handler("signOut", setter(PageState), FORM)


def sign_out_anyway() -> Any:
    """Return a handler that signs out and discards what is not sent."""
    return _script.handler("signOutAnyway", FORM)

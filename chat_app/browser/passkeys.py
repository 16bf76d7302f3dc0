"""Passkeys in the browser."""

from typing import Any

from chat_app.live.javascript import Script
from chat_app.states.settings import SettingsState

SAID = "passkey-said"  # the element that says what went wrong; empty otherwise

_script = Script("passkeys.page")


def sign_in() -> Any:
    """Return what signs in with a passkey of this device, or of a phone nearby."""
    return _script.handler("signIn", SAID)


def add() -> Any:
    """Return what makes a passkey for the person who is signed in."""
    return _script.handler("addPasskey", SAID, SettingsState.passkey_added)

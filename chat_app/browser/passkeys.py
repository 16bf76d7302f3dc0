"""Passkeys in the browser."""

from chat_app.live.javascript import Script
from chat_app.states.settings import SettingsState

SAID = "passkey-said"  # the element that says what went wrong; empty otherwise

_script = Script("passkeys.page")

sign_in = _script.handler("signIn", SAID)
add = _script.handler("addPasskey", SAID, SettingsState.passkey_added)

"""How things stand with the server: no network, no connection, and why there is none though the server answers: what
waiting would never mend is said in a sentence."""

import json

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from chat_app.live.browser.javascript import effect, shared_file

shared_file("connection.js", "tellConnection")
shared_file("session_renewal.js", "isConnected")
# Where it is said; empty otherwise.
SAID = "unreached-said"
STATUS = "connection-status"
PROBE = "/_address"  # api.address answers

OFFLINE = "You are offline. What you write is kept, and sent when you are back."
LOST = "Reconnecting…"
ELSEWHERE = (
    "This page was opened at {here}, which is not the address of this Parley, so it gets no connection. Please open it "
    "at the address that you were given. If {here} is right, the people who run this server set BASE_URL={here}, or "
    "add it to ALLOWED_ORIGINS."
)
BLOCKED = (
    "The server answers, but the live connection (a websocket) does not get through: something on the way drops it. "
    "The people who run this server find in docs/hosting.md what a proxy must pass on."
)


def keeper() -> rx.Component:
    """Looks every few seconds, and says what is wrong."""
    words = {"offline": OFFLINE, "lost": LOST, "elsewhere": ELSEWHERE, "blocked": BLOCKED}
    places = json.dumps({"status": STATUS, "said": SAID, "probe": PROBE, "words": words})
    code = f"""
        const failing = {has_connection_errors!s};
        useEffect(() => tellConnection({places}, failing), [failing]);
        """
    return effect(code, None, has_connection_errors)

"""How things stand with the server: no network, no connection, and why there is none though the server answers."""

import reflex as rx

from chat_app.live.javascript import Script
from chat_app.live.reflex_parts import has_connection_errors

# The elements in which it is said; both are empty while all is well.
STATUS, SAID = "connection-status", "connection-said"
PROBE = "/_address"  # api.address answers


def keeper() -> rx.Component:
    """Return what looks every few seconds, and says what is wrong."""
    page = {"status": STATUS, "said": SAID, "probe": PROBE}
    return Script("connection.page").effect("useConnection", has_connection_errors, page)

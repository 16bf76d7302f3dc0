"""How things stand with the server: no network, no connection, and why there is none though the server answers."""

from chat_app.live.javascript import Script
from chat_app.live.reflex_parts import has_connection_errors

# The elements in which it is said; both are empty while all is well.
STATUS, SAID = "connection-status", "connection-said"
PROBE = "/_address"  # api.address answers

effect = Script("connection.page").effect(
    "useConnection", has_connection_errors, {"status": STATUS, "said": SAID, "probe": PROBE}
)

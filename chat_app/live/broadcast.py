"""Sending: a delta is encoded once, and the ready frame goes to every tab in an audience.

The frame is what Reflex itself would send (Socket.IO event `event`, payload `{"delta": …}`).
"""

from collections.abc import Iterable
from typing import Any

import orjson

from chat_app.limits import PIECE
from chat_app.live.connections import Tab
from chat_app.live.store import Delta, wire_name
from chat_app.live.transport import framed

NAMESPACE = "/_event"


def frame(*deltas: Delta) -> bytes:
    """Return deltas as one frame, encoded once for all receivers. Of two entries with one key the last counts."""
    body: dict[str, dict[str, Any]] = {}
    for delta in deltas:
        for store, entries in delta.items():
            if entries:
                body.setdefault(wire_name(store), {}).update(entries)
    payload = orjson.dumps({"delta": body}).decode()
    return framed(f'42{NAMESPACE},["event",{payload}]')


def push(tabs: Iterable[Tab], *deltas: Delta) -> None:
    """Send deltas to some tabs, in one frame. Never waits; the transport of a slow tab is closed (rule R11).

    A large frame for a single tab is an answer, and is charged to the tab by its size: a list of five thousand people
    costs as much as thirty short answers.
    """
    receivers = tuple(tabs)
    if not receivers:
        return
    ready = frame(*deltas)
    if len(receivers) == 1 and (pieces := len(ready) // PIECE):
        receivers[0].charge(pieces)
    for tab in receivers:
        tab.send(ready)

"""Sending: a delta is encoded once, and the ready frame goes onto the queue of every tab in an audience.

The frame is what Reflex itself would send (Socket.IO event `event`, payload `{"delta": …}`); it skips the library's
task a receiver, which was a quarter of a delivery's cost.
"""

from collections.abc import Iterable
from typing import Any

import orjson
from engineio.packet import MESSAGE, Packet

from chat_app.limits import PIECE
from chat_app.live.connections import Tab
from chat_app.live.store import Delta, wire_name

NAMESPACE = "/_event"


def frame(*deltas: Delta) -> Packet:
    """Deltas as one Engine.IO packet, encoded once for all receivers. Of two entries with one key the last counts."""
    body: dict[str, dict[str, Any]] = {}
    for delta in deltas:
        for store, entries in delta.items():
            if entries:
                body.setdefault(wire_name(store), {}).update(entries)
    payload = orjson.dumps({"delta": body}).decode()
    packet = Packet(MESSAGE, f'2{NAMESPACE},["event",{payload}]')
    packet.encode()
    return packet


def push(tabs: Iterable[Tab], *deltas: Delta) -> None:
    """Send deltas to some tabs, in one frame. Never waits; the transport of a slow tab is closed (rule R11).

    A large frame for a single tab is an answer, and is charged to the tab by its size: a list of five thousand people
    costs as much as thirty short answers.
    """
    receivers = tuple(tabs)
    if not receivers:
        return
    packet = frame(*deltas)
    if len(receivers) == 1 and (pieces := len(packet.data or "") // PIECE):
        receivers[0].charge(pieces)
    for tab in receivers:
        tab.send(packet)

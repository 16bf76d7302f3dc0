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


def frame(delta: Delta) -> Packet:
    """A delta as an Engine.IO packet, encoded once for all its receivers."""
    body = {wire_name(store): entries for store, entries in delta.items() if entries}
    payload = orjson.dumps({"delta": body}).decode()
    packet = Packet(MESSAGE, f'2{NAMESPACE},["event",{payload}]')
    packet.encode()
    return packet


def push(tabs: Iterable[Tab], delta: Delta) -> None:
    """Send a delta to some tabs. Never waits; a tab that does not keep up is cut off (rule R11).

    What goes to a single tab is what it asked for, and costs it as much as it weighs: a list of five thousand people
    takes as long as thirty short answers.
    """
    receivers = tuple(tabs)
    if not receivers:
        return
    packet = frame(delta)
    if len(receivers) == 1 and (pieces := len(packet.data or "") // PIECE):
        receivers[0].charge(pieces)
    for tab in receivers:
        tab.send(packet)


def keyed(prefix: str, items: Iterable[Any], key: str = "id") -> dict[str, Any]:
    """Entries by key: `m_<id>` and the like."""
    return {f"{prefix}_{getattr(item, key)}": item for item in items}

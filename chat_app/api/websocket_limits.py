"""Limits of websockets: how many connections a client or a network may hold, and how many events all of them may send.

A limit for each connection alone is none: 230 connections, each within its own, send 230 times as much. So connections
are counted by client: the person that a session's token names, or the network of a visitor without a session.
"""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from chat_app.limits import PIECE, Pace, Rule

PERSON = 60  # connections at once: twenty tabs on each of three devices
VISITORS = 60  # connections at once of all visitors of one network
NETWORK = 2_000  # connections at once of all clients of one network: an office behind one address
CLIENT_FACTOR = 3  # times the rate of one connection, for all of a client
NETWORK_FACTOR = 10  # times the rate of one connection, for all of a network
PATIENCE = 50  # frames in a row that came too fast: pages never send so many
REMEMBERED = 10_000  # clients and networks without a connection, until their rates are back at zero

Client = uuid.UUID | str  # a person, or the network of a visitor


class Quota:
    """What all connections of a client, or of a network, share."""

    __slots__ = ("_arrivals", "_most", "_spread", "burst", "carried", "pace", "sockets")

    def __init__(self, rule: Rule, arrivals: Rule, times: int, most: int) -> None:
        self.sockets = 0
        self.pace = Pace(rule.times_over(times))
        self.burst = Pace(rule.quarter)
        self.carried: Pace | None = None  # of the connection that was closed for a flood, for the next one
        self._arrivals, self._spread = Pace(arrivals), Pace(arrivals.quarter)
        self._most = most

    @property
    def full(self) -> bool:
        """Whether no further connection is allowed."""
        return self.sockets >= self._most

    def arrival_delay(self, now: float) -> float:
        """Return the seconds that a new connection has to wait: each loads a page, so bursts of them are spread."""
        return max(self._arrivals.delay(now), self._spread.delay(now))

    def in_use(self, now: float) -> bool:
        """Whether the quota has connections, or has used up anything: otherwise a new one is as good."""
        paces = (self.pace, self._arrivals, self.carried)
        return self.sockets > 0 or any(pace is not None and pace.in_use(now) for pace in paces)

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Count a connection for as long as the context lasts."""
        self.sockets += 1
        try:
            yield
        finally:
            self.sockets -= 1


class Quotas:
    """The quotas of all clients and networks that have a connection, or had one a moment ago."""

    def __init__(self, rule: Rule, arrivals: Rule) -> None:
        self._rule, self._arrivals = rule, arrivals
        self._known: dict[Client | tuple[str, str], Quota] = {}

    def of(self, client: Client) -> Quota:
        """Return the quota of a person, or of a network's visitors."""
        return self._get(client, CLIENT_FACTOR, PERSON if isinstance(client, uuid.UUID) else VISITORS)

    def of_network(self, network: str) -> Quota:
        """Return the quota of all clients of a network."""
        return self._get(("network", network), NETWORK_FACTOR, NETWORK)

    def limiter(self, client: Client, network: str) -> "Limiter":
        """Return the limiter of a new connection."""
        quota = self.of(client)
        carried = quota.carried if quota.carried is not None and quota.carried.in_use(time.monotonic()) else None
        return Limiter(carried or Pace(self._rule), quota, self.of_network(network))

    def __len__(self) -> int:
        return len(self._known)

    def _get(self, key: Client | tuple[str, str], times: int, most: int) -> Quota:
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                now = time.monotonic()
                self._known = {each: quota for each, quota in self._known.items() if quota.in_use(now)}
            self._known[key] = Quota(self._rule, self._arrivals, times, most)
        return self._known[key]


class Decision(NamedTuple):
    """How to treat a frame: seconds to delay it, and whether its sender floods the server."""

    delay: float
    flood: bool


class Limiter:
    """Limits the rate of one connection: by its own pace, by its client's quota, and by its network's.

    No frame is lost: one that comes too fast is delayed, and those behind it stay with the sender. A burst of a client
    is spread, too: beyond a quarter of a connection's burst each frame waits a moment, so that others get in between.
    """

    __slots__ = ("_delayed", "_network", "_own", "_quota")

    def __init__(self, own: Pace, quota: Quota, network: Quota) -> None:
        self._own, self._quota, self._network = own, quota, network
        self._delayed = 0

    def take(self, size: int, now: float) -> Decision:
        """Count a frame of `size` characters."""
        own = self.charge(1 + size // PIECE, now)
        self._delayed = self._delayed + 1 if own else 0
        return Decision(max(own, self._network.pace.delay(now), self._quota.burst.delay(now)), self._delayed > PATIENCE)

    def charge(self, cost: int, now: float) -> float:
        """Take `cost` and return the seconds until it is given back. Events that cost more than a frame call this."""
        return max(self._own.delay(now, cost), self._quota.pace.delay(now, cost))

    def carry_over(self, *, known: bool) -> None:
        """Have the person's next connection go on at this pace, so that reconnecting buys no fresh burst.
        Visitors (not `known`) of one network are not the same client: for them only the shared quota counts."""
        if known:
            self._quota.carried = self._own

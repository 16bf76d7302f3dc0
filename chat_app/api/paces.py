"""How many websockets a person, a network's visitors or a whole network may hold, and how fast all of them may talk.

A limit that each connection has for itself is none: 230 connections, each within its own, say 230 times as much. So
what counts is the *seat*: the person that a session's token names, or the network of somebody without one.
"""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from chat_app.limits import PIECE, Pace, Rule

PERSON = 60  # connections at once: twenty tabs on each of three devices
VISITORS = 60  # the same, for all visitors of one network
NETWORK = 2_000  # the same, for everybody of one network: an office behind one address
TOGETHER = 3  # times the pace of one connection, for all of a seat
CROWD = 10  # times that of one connection, for all of a network
PATIENCE = 50  # frames in a row that came too fast: no page of ours sends so many
REMEMBERED = 10_000  # seats and networks without a connection, until they owe nothing

Seat = uuid.UUID | str  # a person (or an old token's session), or the network of a visitor


class Share:
    """What all connections of a seat, or of a network, have together."""

    __slots__ = ("_beginning", "_most", "_spread", "breath", "debt", "pace", "sockets")

    def __init__(self, rule: Rule, arrivals: Rule, times: int, most: int) -> None:
        self.sockets = 0
        self.pace = Pace(rule.times_over(times))
        self.breath = Pace(rule.quarter)
        self.debt: Pace | None = None  # of the connection that was cut off for a flood
        self._beginning, self._spread = Pace(arrivals), Pace(arrivals.quarter)
        self._most = most

    @property
    def full(self) -> bool:
        """Whether there is no room for one more connection."""
        return self.sockets >= self._most

    def begin(self, now: float) -> float:
        """Seconds that a new connection is to wait: each costs what a page costs, so a burst of them is spread."""
        return max(self._beginning.delay(now), self._spread.delay(now))

    def owes(self, now: float) -> bool:
        """Whether it is to be remembered: one that owes nothing is as good as new."""
        paces = (self.pace, self._beginning, self.debt)
        return self.sockets > 0 or any(pace is not None and pace.owes(now) for pace in paces)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """One more connection, for as long as this lasts."""
        self.sockets += 1
        try:
            yield
        finally:
            self.sockets -= 1


class Shares:
    """The shares of all who have a connection, or had one a moment ago."""

    def __init__(self, rule: Rule, arrivals: Rule) -> None:
        self._rule, self._arrivals = rule, arrivals
        self._known: dict[Seat | tuple[str, str], Share] = {}

    def of(self, seat: Seat) -> Share:
        """That of a person, or of a network's visitors."""
        return self._found(seat, TOGETHER, PERSON if isinstance(seat, uuid.UUID) else VISITORS)

    def of_network(self, network: str) -> Share:
        """That of everybody who comes from a network."""
        return self._found(("network", network), CROWD, NETWORK)

    def talk(self, seat: Seat, network: str) -> "Talk":
        """The beginning of a connection."""
        share = self.of(seat)
        kept = share.debt if share.debt is not None and share.debt.owes(time.monotonic()) else None
        return Talk(kept or Pace(self._rule), share, self.of_network(network))

    def __len__(self) -> int:
        return len(self._known)

    def _found(self, key: Seat | tuple[str, str], times: int, most: int) -> Share:
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                now = time.monotonic()
                self._known = {each: share for each, share in self._known.items() if share.owes(now)}
            self._known[key] = Share(self._rule, self._arrivals, times, most)
        return self._known[key]


class Ask(NamedTuple):
    """How a frame is to be taken: after how many seconds, and whether it is one too many."""

    delay: float
    flood: bool


class Talk:
    """How fast one connection may talk: at a pace of its own, at that of its seat, and at that of its network.

    Nothing is lost by it: what is too fast stays with its sender. A burst of a seat is spread, too: what follows a
    quarter of what one connection may say waits a moment each, so that others' events get in between.
    """

    __slots__ = ("_late", "_network", "_own", "_share")

    def __init__(self, own: Pace, share: Share, network: Share) -> None:
        self._own, self._share, self._network = own, share, network
        self._late = 0

    def hear(self, size: int, now: float) -> Ask:
        """Take a frame of so many characters."""
        delay = self.charge(1 + size // PIECE, now)
        self._late = self._late + 1 if delay else 0
        return Ask(max(delay, self._network.pace.delay(now), self._share.breath.delay(now)), self._late > PATIENCE)

    def charge(self, cost: int, now: float) -> float:
        """Take `cost`; returns the seconds until it has been given back. What costs more than a frame says so."""
        return max(self._own.delay(now, cost), self._share.pace.delay(now, cost))

    def cut(self, *, known: bool) -> None:
        """It was a flood. A person goes on, in their next connection, where they were: coming back buys no fresh burst.
        Visitors of one network are not each other; they share its pace."""
        if known:
            self._share.debt = self._own

"""Connections that have not sent a whole request yet, and how many of them there may be.

Clients that only connect, or send a byte now and then, would otherwise use up the open files of the process: 1,024
silent connections once kept all others out.
"""

import resource
from collections import OrderedDict, defaultdict
from collections.abc import Callable

IDLE = (
    125  # seconds that a connection is kept for another request; proxies in front keep theirs for two minutes at most
)
EACH = 100  # unfinished or idle connections of one address
ALL = 2_000  # unfinished or idle connections of all addresses; at most a quarter of the files that a process may open


class IdleConnections:
    """All connections of this process that wait for a request, or for the rest of one. Beyond a limit the connection
    that has waited longest is closed: real clients have sent their request by then."""

    def __init__(self, each: int = EACH, total: int = 0) -> None:
        self._each, self._total = each, total or _total_limit()
        self._all: OrderedDict[object, tuple[str, Callable[[], None]]] = OrderedDict()
        self._of: defaultdict[str, OrderedDict[object, None]] = defaultdict(OrderedDict)

    def add(self, connection: object, address: str, close: Callable[[], None]) -> None:
        """Add a connection that waits. `address` is empty for a trusted proxy, which has many clients."""
        self.remove(connection)
        self._all[connection] = address, close
        if address:
            self._of[address][connection] = None
            if len(self._of[address]) > self._each:
                self._close(next(iter(self._of[address])))
        if len(self._all) > self._total:
            self._close(next(iter(self._all)))

    def remove(self, connection: object) -> None:
        """Remove a connection that waits no more."""
        address, _ = self._all.pop(connection, ("", None))
        if connection in self._of.get(address, ()):
            del self._of[address][connection]
            if not self._of[address]:
                del self._of[address]

    def __len__(self) -> int:
        return len(self._all)

    def _close(self, connection: object) -> None:
        _, close = self._all[connection]
        self.remove(connection)
        close()


def _total_limit() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ALL if files == resource.RLIM_INFINITY else min(ALL, files // 4)

"""Read positions of all members of the rooms that tabs of this process show.

No event announces a read position: reading is frequent, and must cost little. Instead the question of every
second (rule R7) brings the sum of the versions of each open room's memberships; where it has moved, they are read, and
what is newer than known goes to the room's tabs as one delta. So nothing can be lost, and there is nothing to repair.
A room without a sum shows no positions: the room is too large, or the workspace has switched them off.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.entries import READ_POSITIONS
from chat_app.live.people import People
from chat_app.schemas import ReaderOut
from chat_app.services import seen
from chat_app.services.parley import Parley


class ReadPositions:
    """The newest read position of each member, by room."""

    def __init__(self, parley: Parley, connections: Connections, people: People) -> None:
        self._parley = parley
        self._connections = connections
        self._people = people
        self._known: dict[str, dict[str, ReaderOut]] = defaultdict(dict)

    async def catch_up(self, shown: Iterable[uuid.UUID], sums: Mapping[uuid.UUID, int]) -> None:
        """Read the rooms whose sum is another one than known, and tell their tabs; `shown` are those asked about."""
        for room_id in shown:
            if room_id not in sums:
                self._hide(room_id)
        moved = [room_id for room_id, total in sums.items() if total != self._sum(room_id)]
        if moved:
            found, people = await seen.positions(self._parley, moved)
            self._people.learn(people)
            self.update(found)

    def update(self, rows: Iterable[ReaderOut]) -> None:
        """Take in positions that were read: what is newer than known goes to the tabs that show its room."""
        fresh: dict[str, list[ReaderOut]] = defaultdict(list)
        for row in rows:
            known = self._known[row.room_id].get(row.user_id)
            if known is None or row.version > known.version:
                self._known[row.room_id][row.user_id] = row
                fresh[row.room_id].append(row)
        for room_id, moved in fresh.items():
            named = self._people.entries(row.user_id for row in moved)
            push(self._connections.of("room", uuid.UUID(room_id)), READ_POSITIONS.of(moved), named)

    def known(self, room_id: uuid.UUID) -> list[ReaderOut]:
        """Return all known positions of a room, for a tab that opens it."""
        return list(self._known.get(str(room_id), {}).values())

    def release(self, room_id: uuid.UUID) -> None:
        """Forget a room that no tab here shows any more."""
        self._known.pop(str(room_id), None)

    def _hide(self, room_id: uuid.UUID) -> None:
        if known := self._known.pop(str(room_id), None):
            ended = dict.fromkeys(row.id for row in known.values())
            push(self._connections.of("room", room_id), READ_POSITIONS.under(ended))

    def _sum(self, room_id: uuid.UUID) -> int:
        return sum(row.version for row in self._known.get(str(room_id), {}).values())

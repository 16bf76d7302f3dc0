"""One room in one process: relays its changes to the tabs of its members."""

import asyncio
import uuid
from collections.abc import Callable

from chat_app.events import RoomChanged
from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.entries import MESSAGES, ROOMS
from chat_app.live.feed import Read, VersionedFeed
from chat_app.live.people import People
from chat_app.schemas import MessageOut, RoomOut
from chat_app.services.messages import Missed

TICK = 0.015  # seconds; at most one delta a room in this time while more arrive

OnGap = Callable[[uuid.UUID, int], None]


class RoomFeed(VersionedFeed[RoomChanged, Missed]):
    """Relays changes of a room; `room` is its newest state. `skipped_to` is the version up to which changes were left
    out because the gap was too large: then `on_gap(room_id, last_seq)` is called, which has tabs read their windows
    again; tabs at the live end have the messages up to `last_seq`."""

    def __init__(
        self, room_id: uuid.UUID, connections: Connections, people: People, read: Read[Missed], on_gap: OnGap
    ) -> None:
        super().__init__(connections, read, ("room", room_id), ("member", room_id))
        self.room_id = room_id
        self.room: RoomOut | None = None
        self.skipped_to = 0
        self._people = people
        self._on_gap = on_gap
        self._held: dict[str, MessageOut] = {}
        self._news = False  # whether anything has been relayed and not yet sent
        self._hot_until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, seen: RoomOut) -> None:
        """Start at the room that the first reader saw."""
        if self.watermark is None:
            self.room = seen
        super().begin(seen)

    def newest(self, room: RoomOut) -> RoomOut:
        """Return the newest relayed room; a new feed starts at the row that was read.

        A row that is ahead of the feed is left to it: tabs that got it now would get older states afterwards.
        """
        self.begin(room)
        self.check_version(room.version)
        return self.room or room

    def flush(self) -> None:
        """Send what is held: messages to the tabs that show the room, its counters to its other members' tabs."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.room is None or not self._news:
            return
        held, self._held, self._news = self._held, {}, False
        counters = ROOMS.of([self.room])
        named = {each for message in held.values() for each in message.people}
        shown = MESSAGES.of(held.values()), counters, self._people.entries(named)
        push(self._connections.of("room", self.room_id), *shown)
        push(self._connections.of("member", self.room_id), counters)

    def close(self) -> None:
        """Stop, and drop what is held: no tab would receive it."""
        super().close()
        if self._timer is not None:
            self._timer.cancel()

    def _relay(self, news: RoomChanged | Missed, before: int) -> None:
        if isinstance(news, Missed) and not news.whole:
            self._skip(news.room)
            return
        self.room, self._news = news.room, True
        self._people.learn(news.people)
        changed = [message for message in news.messages if message.version > before]
        fresh = {message.id: message for message in (*(news.quotes if changed else ()), *changed)}
        self._held.update(fresh)
        for record in self.records:
            record.update({each: (news.version, message) for each, message in fresh.items()})
        loop = asyncio.get_running_loop()
        if loop.time() >= self._hot_until:
            self.flush()
            self._hot_until = loop.time() + TICK
        elif self._timer is None:
            self._timer = loop.call_at(self._hot_until, self._tick)

    def _skip(self, room: RoomOut) -> None:
        """Go on from where the room stands now, and relay nothing of what lies between."""
        self.flush()
        last_seq = self.room.last_seq if self.room else 0
        self.skipped_to, self.room, self._news = room.version, room, True
        self._on_gap(self.room_id, last_seq)
        self.flush()

    def _tick(self) -> None:
        self._timer = None
        self.flush()
        self._hot_until = asyncio.get_running_loop().time() + TICK

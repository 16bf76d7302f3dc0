"""One room in one process: relays what happens there, in version order, and repairs what the bus lost."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import structlog

from chat_app.events import RoomChanged
from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.entries import MESSAGES, ROOMS
from chat_app.live.people import People
from chat_app.schemas import MessageOut, PersonOut, RoomOut
from chat_app.services.messages import Missed

log = structlog.get_logger()

PATIENCE = 25  # repairs in a row that may fail before a reader is told
TICK = 0.015  # seconds; at most one delta a room in this time while more arrive

Record = dict[str, tuple[int, MessageOut]]  # by id, with the room's version at which each was relayed
Read = Callable[[uuid.UUID, int], Awaitable[Missed | None]]


class RoomFeed:
    """The order keeper of one room (rules R3 and R6). `watermark` is the version up to which all has been relayed;
    it is None until the first reader has said where the room stands. `leapt` is the version up to which something
    has been left out, because the gap was too large: `on_leap(room_id, last_seq)` hears of it, with the last place that
    tabs at the live end have, and sees to it that tabs read their windows anew."""

    def __init__(self, room_id: uuid.UUID, connections: Connections, people: People, read: Read) -> None:
        self.room_id = room_id
        self.watermark: int | None = None
        self.room: RoomOut | None = None
        self.leapt = 0
        self.on_leap: Callable[[uuid.UUID, int], None] = lambda room_id, last_seq: None
        self._connections = connections
        self._people = people
        self._read = read
        self._early: list[RoomChanged] = []
        self._held: dict[str, MessageOut] = {}
        self._news = False  # whether anything has been relayed and not yet sent
        self._hot_until = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._recorders: list[Record] = []
        self._repair: asyncio.Task[None] | None = None

    def receive(self, event: RoomChanged) -> None:
        """Take what a transaction did: relay it if it is the next thing, drop it if known, repair if there is a gap."""
        if self.watermark is None:
            self._early.append(event)
        elif event.version <= self.watermark:
            return
        elif event.first > self.watermark + 1:
            self.repair()
        else:
            self._relay(event.room, event.messages, event.people, event.quotes)

    def hear(self, version: int) -> None:
        """The room is said to have reached a version: repair if that is news."""
        if self.watermark is not None and version > self.watermark:
            self.repair()

    def begin(self, room: RoomOut) -> None:
        """A new feed starts at the room that its first reader saw; what came earlier waits until then."""
        if self.watermark is None:
            self.watermark, self.room = room.version, room
            early, self._early = self._early, []
            for event in early:
                self.receive(event)

    async def reach(self, room: RoomOut) -> None:
        """Catch up with a room that a reader has just seen in the database (rule R5). Raises TimeoutError when the
        database does not answer any more."""
        self.begin(room)
        for _ in range(PATIENCE):
            if (self.watermark or 0) >= room.version:
                return
            await asyncio.shield(self.repair())
        raise TimeoutError

    def repair(self) -> asyncio.Task[None]:
        """Read what is missing from the database and relay it; one repair at a time."""
        if self._repair is None or self._repair.done():
            self._repair = asyncio.create_task(self._catch_up(), name="room-repair")
        return self._repair

    @contextmanager
    def recording(self) -> Iterator[Record]:
        """Collect what is relayed meanwhile, by id: it is laid over rows that were read earlier."""
        record: Record = {}
        self._recorders.append(record)
        try:
            yield record
        finally:
            # Not `remove`, which takes the first that is equal: two openings at once may hold equal records.
            self._recorders = [each for each in self._recorders if each is not record]

    @property
    def idle(self) -> bool:
        """Whether nobody here needs this feed."""
        return not self._recorders and not any(
            True for kind in ("room", "member") for _ in self._connections.of(f"{kind}:{self.room_id}")
        )

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
        push(self._connections.of(f"room:{self.room_id}"), *shown)
        push(self._connections.of(f"member:{self.room_id}"), counters)

    async def _catch_up(self) -> None:
        try:
            missed = await self._read(self.room_id, self.watermark or 0)
        except Exception:
            log.exception("room_repair_failed", room=str(self.room_id))
            await asyncio.sleep(0.2)  # the sweep, or whoever waits in `reach`, asks again
            return
        if missed is None or missed.room.version <= (self.watermark or 0):
            return
        if missed.whole:
            self._relay(missed.room, missed.messages, missed.people, missed.quotes)
        else:
            self._leap(missed.room)

    def _leap(self, room: RoomOut) -> None:
        """Go on from where the room stands now, and relay nothing of what lies between."""
        self.flush()
        last_seq = self.room.last_seq if self.room else 0
        self.watermark, self.leapt, self.room, self._news = room.version, room.version, room, True
        self.on_leap(self.room_id, last_seq)
        self.flush()

    def _relay(
        self,
        room: RoomOut,
        messages: tuple[MessageOut, ...],
        people: tuple[PersonOut, ...],
        quotes: tuple[MessageOut, ...] = (),
    ) -> None:
        floor = self.watermark or 0
        self.watermark, self.room, self._news = room.version, room, True
        self._people.learn(people)
        news = [message for message in messages if message.version > floor]
        fresh = {message.id: message for message in (*(quotes if news else ()), *news)}
        self._held.update(fresh)
        for record in self._recorders:
            record.update({each: (room.version, message) for each, message in fresh.items()})
        loop = asyncio.get_running_loop()
        if loop.time() >= self._hot_until:
            self.flush()
            self._hot_until = loop.time() + TICK
        elif self._timer is None:
            self._timer = loop.call_at(self._hot_until, self._tick)

    def _tick(self) -> None:
        self._timer = None
        self.flush()
        self._hot_until = asyncio.get_running_loop().time() + TICK

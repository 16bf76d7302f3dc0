"""Group commit: posts that wait for the same room share one transaction (architecture, section 3)."""

import asyncio
import time
import uuid
from collections import defaultdict, deque

import structlog

from chat_app.adapters.outages import Busy, Unavailable
from chat_app.schemas import MessageIn, MessageOut
from chat_app.services import readings
from chat_app.services.parley import Parley
from chat_app.services.post_batch import PostBatch, Waiting
from chat_app.services.readings import Reading
from chat_app.services.text import is_cheap

log = structlog.get_logger()

BATCH = 64
WAITING = 5_000  # posts of one process that are not stored yet
# Seconds.
ANSWER = 9.0  # a sender waits for: a browser gives up after ten
PATIENCE = 60.0  # the writer keeps trying, while the database is away
CLOSING = 5.0  # the same when the process ends
PAUSES = (0.1, 0.3, 1.0, 2.0)  # between two attempts; the last one from then on


class PostWriter:
    """Stores posts, room by room, as many at a time as have gathered while the last batch was being committed.

    While the database is away, the posts of a room wait in their order and are tried again. A post that was stored
    without our hearing of it is known by its `client_msg_id`, so that trying again never doubles it.
    """

    def __init__(self, parley: Parley) -> None:
        self.parley = parley
        self._queues: dict[uuid.UUID, deque[Waiting]] = defaultdict(deque)
        self._workers: dict[uuid.UUID, asyncio.Task[None]] = {}
        self._failing: dict[uuid.UUID, float] = {}  # since when a room's posts cannot be stored
        self._waiting = 0
        self._closing = False

    async def post(self, sender_id: uuid.UUID, draft: MessageIn, flags: tuple[tuple[str, str], ...] = ()) -> MessageOut:
        """Store one post, and what filters remarked about it; returns once it is durable and announced.

        Raises Refused with the reason, and Unavailable when it is not stored after nine seconds, counted from the
        moment at which the room's first post could not be. It may be stored later all the same: it may be sent again
        under the same id. A caller who is cancelled stops waiting; what it handed over is stored all the same.
        """
        if self._waiting >= WAITING:
            raise Busy("too many posts are waiting to be stored")
        waiting = Waiting(sender_id, draft, asyncio.get_running_loop().create_future(), flags)
        waiting.done.add_done_callback(self._settled)
        if not readings.is_bare(draft.text) and not is_cheap(draft.text):  # read at once: others need not wait for it
            read = readings.read(self.parley, draft.room_id, [(sender_id, draft.text)])
            waiting.reading = asyncio.create_task(read, name="reading")
        self._waiting += 1
        self._queues[draft.room_id].append(waiting)
        if draft.room_id not in self._workers:
            self._workers[draft.room_id] = asyncio.create_task(self._drain(draft.room_id), name="post-writer")
        patience = ANSWER - (time.monotonic() - self._failing.get(draft.room_id, time.monotonic()))
        try:
            # Not `wait_for`, which would cancel: a caller that has stopped waiting still wants it stored.
            async with asyncio.timeout(max(0.5, patience)):
                return await asyncio.shield(waiting.done)
        except TimeoutError:
            raise Unavailable("not stored yet") from None

    async def close(self) -> None:
        """Finish what has been taken on, as far as the database lets us within some seconds."""
        self._closing = True
        await asyncio.gather(*self._workers.values(), return_exceptions=True)

    def _settled(self, done: "asyncio.Future[MessageOut]") -> None:
        self._waiting -= 1
        _ = done.cancelled() or done.exception()  # the caller may have gone: nobody else has to hear of it

    async def _drain(self, room_id: uuid.UUID) -> None:
        queue = self._queues[room_id]
        try:
            while queue:
                waiting = await _next(queue)
                error = await self._store_patiently(room_id, waiting)
                # One bad post never fails its neighbours: try them one by one.
                one_by_one = error is not None and len(waiting) > 1 and not isinstance(error, Unavailable)
                for item in waiting:
                    error = await self._store_patiently(room_id, [item]) if one_by_one else error
                    if error is not None and not item.done.done():
                        item.done.set_exception(error)
        finally:
            self._failing.pop(room_id, None)
            del self._workers[room_id], self._queues[room_id]

    async def _store_patiently(self, room_id: uuid.UUID, waiting: list[Waiting]) -> Exception | None:
        """Store, again and again while the database is away, but not for ever. What comes later waits behind."""
        attempt = 0
        while isinstance(error := await self._store(room_id, waiting), Unavailable):
            since = self._failing.setdefault(room_id, time.monotonic())
            if time.monotonic() - since > (CLOSING if self._closing else PATIENCE):
                return error
            await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            attempt += 1
        self._failing.pop(room_id, None)
        return error

    async def _store(self, room_id: uuid.UUID, waiting: list[Waiting]) -> Exception | None:
        """Commit, then announce (rule R1), then answer. Returns what went wrong, if nothing was stored."""
        try:
            batch = PostBatch(room_id, waiting, await self._readings(room_id, waiting))
            async with self.parley.database.connection() as connection:
                await batch.run(connection)
        except Exception as error:
            return error
        self.parley.announce(*batch.events)
        batch.answer()
        log.info("posted", room=str(room_id), messages=len(waiting))
        return None

    async def _readings(self, room_id: uuid.UUID, waiting: list[Waiting]) -> list[Reading]:
        """The readings of posts, in their order: those that are there, and the others together."""
        done = [(item, item.reading) for item in waiting if item.reading and not item.reading.exception()]
        known = {id(item): reading.result()[0] for item, reading in done}
        others = [item for item in waiting if id(item) not in known]
        read = await readings.read(self.parley, room_id, [(item.sender_id, item.draft.text) for item in others])
        known.update(zip(map(id, others), read, strict=True))
        return [known[id(item)] for item in waiting]


async def _next(queue: deque[Waiting]) -> list[Waiting]:
    """Take the posts that come next: those whose texts are read, but none before an earlier one of its sender."""
    while True:
        taken: list[Waiting] = []
        later: list[Waiting] = []
        behind: set[uuid.UUID] = set()
        while queue and len(taken) < BATCH:
            item = queue.popleft()
            if item.sender_id in behind or (item.reading is not None and not item.reading.done()):
                behind.add(item.sender_id)
                later.append(item)
            else:
                taken.append(item)
        queue.extendleft(reversed(later))
        if taken:
            return taken
        await asyncio.wait([item.reading for item in later if item.reading], return_when=asyncio.FIRST_COMPLETED)

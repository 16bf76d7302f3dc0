"""Group commit: posts that wait for the same room share one transaction (architecture, section 3)."""

import asyncio
import uuid
from collections import defaultdict, deque

from chat_app.schemas import MessageIn, MessageOut
from chat_app.services.parley import Parley
from chat_app.services.post_batch import PostBatch, Waiting

BATCH = 64


class PostWriter:
    """Stores posts, room by room, as many at a time as have gathered while the last batch was being committed."""

    def __init__(self, parley: Parley) -> None:
        self.parley = parley
        self._queues: dict[uuid.UUID, deque[Waiting]] = defaultdict(deque)
        self._workers: dict[uuid.UUID, asyncio.Task[None]] = {}

    async def post(self, sender_id: uuid.UUID, draft: MessageIn, flags: tuple[tuple[str, str], ...] = ()) -> MessageOut:
        """Store one post, and what filters remarked about it; returns once it is durable and announced.

        Raises Refused with the reason.
        A caller who is cancelled stops waiting; what it handed over is stored all the same.
        """
        waiting = Waiting(sender_id, draft, asyncio.get_running_loop().create_future(), flags)
        self._queues[draft.room_id].append(waiting)
        if draft.room_id not in self._workers:
            self._workers[draft.room_id] = asyncio.create_task(self._drain(draft.room_id), name="post-writer")
        return await waiting.done

    async def close(self) -> None:
        """Finish what has been taken on."""
        await asyncio.gather(*self._workers.values(), return_exceptions=True)

    async def _drain(self, room_id: uuid.UUID) -> None:
        queue = self._queues[room_id]
        try:
            while queue:
                waiting = [queue.popleft() for _ in range(min(BATCH, len(queue)))]
                error = await self._store(room_id, waiting)
                if error is not None and len(waiting) > 1:
                    # One bad post never fails its neighbours: try them one by one.
                    for item in waiting:
                        _fail(item, await self._store(room_id, [item]))
                elif error is not None:
                    _fail(waiting[0], error)
        finally:
            del self._workers[room_id], self._queues[room_id]

    async def _store(self, room_id: uuid.UUID, waiting: list[Waiting]) -> Exception | None:
        """Commit, then announce (rule R1), then answer. Returns what went wrong, if nothing was stored."""
        batch = PostBatch(room_id, waiting, self.parley.presence.online)
        try:
            async with self.parley.database.connection() as connection:
                await batch.run(connection)
        except Exception as error:
            return error
        self.parley.announce(*batch.events)
        batch.answer()
        return None


def _fail(waiting: Waiting, error: Exception | None) -> None:
    if error is not None and not waiting.done.done():
        waiting.done.set_exception(error)

"""The bus: carries committed events to the other processes, as hints.

A bus may lose, delay and reorder frames (rule R7 finds lost ones). Publishing never waits: `publish` puts a frame on a
bounded queue and returns.
"""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator, Callable
from typing import Any, Protocol

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()

Receive = Callable[[bytes], None]
QUEUE = 10_000
CHANNEL = "parley"
ORIGIN_BYTES = 8
SILENCE = 5.0  # seconds
STOP_TIMEOUT = 2.0  # seconds that stopping may take to send what is queued


class Bus(Protocol):
    """Carries frames between processes. A process does not receive its own frames."""

    @property
    def healthy(self) -> bool:
        """Whether frames are flowing now."""
        ...

    async def start(self, receive: Receive) -> None:
        """Subscribe; once this returns, frames that others publish arrive at `receive`, if the bus is healthy."""

    def publish(self, frame: bytes) -> None:
        """Send a frame to the other processes, soon. Never blocks; drops the frame when the queue is full."""

    async def stop(self) -> None:
        """Unsubscribe and close connections."""


class InProcessBus:
    """The bus of a single process, which has no others to send to; in tests, one of several that share a `hub`."""

    healthy = True

    def __init__(self, hub: "list[InProcessBus] | None" = None) -> None:
        self._hub = [] if hub is None else hub
        self._receive: Receive | None = None

    async def start(self, receive: Receive) -> None:
        self._receive = receive
        self._hub.append(self)

    def publish(self, frame: bytes) -> None:
        for bus in self._hub:
            if bus is not self:
                asyncio.get_running_loop().call_soon(bus._deliver, frame)

    async def stop(self) -> None:
        if self in self._hub:
            self._hub.remove(self)
        self._receive = None

    def _deliver(self, frame: bytes) -> None:
        if self._receive is not None:  # it may have stopped since the frame was published
            _deliver_safely(self._receive, frame)


class RedisBus:
    """One Redis channel. While Redis is away frames are dropped; it reconnects with a back-off of up to 2 s."""

    def __init__(self, url: str, *, channel: str = CHANNEL, start_timeout: float = 5.0) -> None:
        self._url = url
        self._channel = channel
        self._start_timeout = start_timeout
        self._origin = b""  # random, made in `start`: workers that are forked would share an earlier value
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(QUEUE)
        self._subscribed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def healthy(self) -> bool:
        return self._subscribed.is_set()

    async def start(self, receive: Receive) -> None:
        self._origin = secrets.token_bytes(ORIGIN_BYTES)
        self._tasks = [
            asyncio.create_task(self._listen(receive), name="bus-listen"),
            asyncio.create_task(self._send(), name="bus-send"),
        ]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._subscribed.wait(), self._start_timeout)

    def publish(self, frame: bytes) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self._queue.put_nowait(self._origin + frame)

    async def stop(self) -> None:
        if self.healthy:  # send the last frames, if Redis accepts them in time
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._queue.join(), STOP_TIMEOUT)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._subscribed.clear()

    async def _listen(self, receive: Receive) -> None:
        pause = 0.05
        while True:
            try:
                async with self._connect() as redis, redis.pubsub() as pubsub:
                    await pubsub.subscribe(self._channel)
                    async for item in _items(pubsub):
                        if item["type"] == "subscribe":
                            self._subscribed.set()
                            pause = 0.05
                        elif item["type"] == "message" and not item["data"].startswith(self._origin):
                            _deliver_safely(receive, item["data"][ORIGIN_BYTES:])
            except (RedisError, OSError) as error:
                if self._subscribed.is_set():
                    log.warning("bus_lost", error=type(error).__name__)
            self._subscribed.clear()
            await asyncio.sleep(pause)
            pause = min(pause * 2, 2.0)

    async def _send(self) -> None:
        async with self._connect() as redis:
            while True:
                frames = [await self._queue.get()]
                while not self._queue.empty() and len(frames) < 256:
                    frames.append(self._queue.get_nowait())
                try:
                    async with redis.pipeline(transaction=False) as pipeline:
                        for frame in frames:
                            pipeline.publish(self._channel, frame)
                        await asyncio.wait_for(pipeline.execute(), SILENCE)
                except (RedisError, OSError) as error:
                    log.warning("bus_dropped_frames", frames=len(frames), error=type(error).__name__)
                    await asyncio.sleep(0.1)
                finally:
                    for _ in frames:
                        self._queue.task_done()

    def _connect(self) -> Any:  # redis is half typed
        client: Any = Redis
        return client.from_url(self._url, socket_connect_timeout=2)


async def _items(pubsub: Any) -> AsyncGenerator[dict[str, Any]]:
    """Yield the channel's items. A silent Redis is pinged; raises TimeoutError when it does not answer."""
    asked = False
    while True:
        item = await pubsub.get_message(timeout=SILENCE)
        if item is not None:
            asked = False
            yield item
        elif asked:
            raise TimeoutError
        else:
            await pubsub.ping()
            asked = True


def _deliver_safely(receive: Receive, frame: bytes) -> None:
    """Deliver a frame and log exceptions: a frame that fails must not stop those behind it."""
    try:
        receive(frame)
    except Exception:
        log.exception("frame_failed", size=len(frame))


def open_bus(redis_url: str) -> Bus:
    """Return the bus for the settings."""
    return RedisBus(redis_url) if redis_url else InProcessBus()

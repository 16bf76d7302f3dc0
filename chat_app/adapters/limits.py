"""Counters of rate limits, in memory or in Redis: token buckets by the generic cell rate algorithm.

A bucket is one number: the time at which it will be full again. Fixed windows, which libraries offer, make a person who
has used up ten at once wait for ten seconds; a bucket gives back one each second.
"""

import math
import time
from typing import Any, Protocol

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from chat_app.limits import Rule

log = structlog.get_logger()

KEYS = 50_000
PATIENCE = 0.5  # seconds that a reply of Redis may take
PAUSE = 2.0  # seconds without Redis after it failed
PREFIX = "parley:limit:"

# In microseconds, since `SET` would round a fraction. All processes use the clock of Redis.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, period = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local wait = full + interval - period - now
if wait > 0 then return wait end
full = full + interval
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return 0
"""


class Counters(Protocol):
    """Token buckets by key."""

    @property
    def healthy(self) -> bool:
        """Whether the buckets are shared by all processes, where there are several."""
        ...

    async def take(self, key: str, rule: Rule) -> float:
        """Take one token. Returns 0, or the seconds until there will be one; a refusal takes nothing."""
        ...

    async def close(self) -> None:
        """Close connections."""


class MemoryCounters:
    """The buckets of one process. At most KEYS are kept, which limits the memory that a flood of keys takes."""

    healthy = True

    def __init__(self) -> None:
        self._full: dict[str, float] = {}

    async def take(self, key: str, rule: Rule) -> float:
        return self.take_now(key, rule)

    def take_now(self, key: str, rule: Rule) -> float:
        """Take one token like `take`, from code that is not a coroutine."""
        if not rule.times:
            return 0.0
        now = time.monotonic()
        full = max(self._full.get(key, now), now)
        wait = full + rule.interval - rule.seconds - now
        if wait > 1e-6:
            return wait
        self._full[key] = full + rule.interval
        if len(self._full) > KEYS:
            self._tidy(now)
        return 0.0

    async def close(self) -> None:
        self._full.clear()

    def __len__(self) -> int:
        return len(self._full)

    def _tidy(self, now: float) -> None:
        """Remove full buckets; if that is not enough, also those that will be full first."""
        self._full = {key: full for key, full in self._full.items() if full > now}
        if len(self._full) > KEYS // 2:
            latest = sorted(self._full.items(), key=lambda item: item[1], reverse=True)
            self._full = dict(latest[: KEYS // 2])


class RedisCounters:
    """The buckets of all processes. While Redis is away each process counts alone, and tries again every PAUSE."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._own = MemoryCounters()
        self._away_until = 0.0
        self._redis: Any = None

    @property
    def healthy(self) -> bool:
        """Whether Redis answers."""
        return time.monotonic() >= self._away_until

    async def take(self, key: str, rule: Rule) -> float:
        if not rule.times:
            return 0.0
        if not self.healthy:
            return self._own.take_now(key, rule)
        try:
            interval, period = math.ceil(rule.interval * 1e6), rule.seconds * 1_000_000
            return float(await self._script(keys=[PREFIX + key], args=[interval, period])) / 1e6
        except (RedisError, OSError) as error:
            self._away_until = time.monotonic() + PAUSE
            log.warning("limits_counted_here", error=type(error).__name__)
            return self._own.take_now(key, rule)

    async def close(self) -> None:
        if self._redis is not None:
            await self._redis.aclose()
            self._redis = None

    @property
    def _script(self) -> Any:
        """The script that takes a token; created at the first use, since workers fork after importing the app."""
        if self._redis is None:
            client: Any = Redis
            self._redis = client.from_url(
                self._url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, retry_on_timeout=False
            )
            self._take = self._redis.register_script(_TAKE)
        return self._take


def open_counters(redis_url: str) -> Counters:
    """Return the counters for the settings."""
    return RedisCounters(redis_url) if redis_url else MemoryCounters()

"""Counting for limits, in memory or in Redis: token buckets, as the generic cell rate algorithm has them.

One number a key: when its bucket will be full again. Windows, which is what libraries offer, make somebody who has used
up ten in a moment wait for ten seconds, then for none; people are better served by one a second.
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
PATIENCE = 0.5  # seconds that an answer of Redis may take
PAUSE = 2.0  # seconds without Redis after it failed
PREFIX = "parley:limit:"

# Microseconds, since `SET` would round a fraction. The server's clock is everybody's.
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
    """Buckets by name."""

    @property
    def healthy(self) -> bool:
        """Whether all processes count together, where there are several."""
        ...

    async def take(self, key: str, rule: Rule) -> float:
        """Take one. Returns 0, or the seconds until there will be one; a refusal costs nothing."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class MemoryCounters:
    """The buckets of one process. At most 50,000 are kept: a flood of names costs no more memory than that."""

    healthy = True

    def __init__(self) -> None:
        self._full: dict[str, float] = {}

    async def take(self, key: str, rule: Rule) -> float:
        return self.take_now(key, rule)

    def take_now(self, key: str, rule: Rule) -> float:
        """The same, without a wait."""
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
        """Forget the buckets that are full; if that is not enough, those that soon will be."""
        self._full = {key: full for key, full in self._full.items() if full > now}
        if len(self._full) > KEYS // 2:
            latest = sorted(self._full.items(), key=lambda item: item[1], reverse=True)
            self._full = dict(latest[: KEYS // 2])


class RedisCounters:
    """The buckets of all processes. While Redis is away each process counts for itself, and tries again every 2 s."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._own = MemoryCounters()
        self._away_until = 0.0
        self._redis: Any = None

    @property
    def healthy(self) -> bool:
        """Whether Redis did the last count."""
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
        """Made at the first use: workers fork after this module has been set up."""
        if self._redis is None:
            client: Any = Redis
            self._redis = client.from_url(
                self._url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, retry_on_timeout=False
            )
            self._take = self._redis.register_script(_TAKE)
        return self._take


def open_counters(redis_url: str) -> Counters:
    """The counters that the settings ask for."""
    return RedisCounters(redis_url) if redis_url else MemoryCounters()

"""The presence board: each process writes which people have a tab there.

Claims are kept by process and person, so that the end of one process never hides a tab at another. Claims of a process
that was killed expire after `TTL`, since they are not renewed.
"""

import asyncio
import time
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()

TTL = 20.0  # seconds that a claim lasts without being renewed
SILENCE = 2.0  # seconds without an answer, after which Redis counts as away
YOUNG = 10.0  # seconds in which every process has written its claims again after a loss
KEY = "parley:presence"
LIFE = f"{KEY}:life"  # a name that lasts as long as the board loses nothing

Claims = dict[uuid.UUID, str]
Board = dict[uuid.UUID, tuple[float, Claims]]  # by process: until when its claims last, and the claims
Command = tuple[Any, ...]  # of Redis, with its arguments


class PresenceBoard(Protocol):
    """Writes the claims of one process, and reads those of the others. Never raises: without Redis, each process knows
    its own tabs only, until Redis is back."""

    @property
    def young(self) -> bool:
        """Return whether claims of other processes may still be missing: the board was emptied or away a moment ago."""
        ...

    def process_id(self) -> uuid.UUID:
        """Return this process's id; made at the first call, since workers fork after importing the app."""
        ...

    async def keep(self, claims: Mapping[uuid.UUID, str]) -> None:
        """Replace all claims of this process; they last for another `TTL`."""

    async def write(self, changes: Mapping[uuid.UUID, str]) -> None:
        """Change some claims; an empty text removes a claim."""

    async def read(self) -> dict[uuid.UUID, Claims] | None:
        """Return the present claims of the other processes, or None while Redis is away."""

    async def leave(self, after: float) -> None:
        """End: this process's claims expire after `after` seconds, in which its tabs connect to other processes."""


class InProcessBoard:
    """The board of a single process; in tests, of several with one `board`."""

    def __init__(self, board: Board | None = None, *, ttl: float = TTL) -> None:
        self._board = Board() if board is None else board
        self._ttl = ttl
        self.young = False

    @cache  # noqa: B019 (one board a process)
    def process_id(self) -> uuid.UUID:
        return uuid.uuid4()

    async def keep(self, claims: Mapping[uuid.UUID, str]) -> None:
        self._board[self.process_id()] = (time.monotonic() + self._ttl, dict(claims))

    async def write(self, changes: Mapping[uuid.UUID, str]) -> None:
        _, mine = self._board.get(self.process_id(), (0.0, Claims()))
        await self.keep({person: claim for person, claim in {**mine, **changes}.items() if claim})

    async def read(self) -> dict[uuid.UUID, Claims] | None:
        moment = time.monotonic()
        return {
            process: dict(claims)
            for process, (until, claims) in self._board.items()
            if process != self.process_id() and until > moment and claims
        }

    async def leave(self, after: float) -> None:
        _, mine = self._board.get(self.process_id(), (0.0, Claims()))
        self._board[self.process_id()] = (time.monotonic() + after, mine)


class RedisBoard:
    """One hash a process, person → claim, that expires as a whole; and a sorted set with the processes there are."""

    def __init__(self, url: str, *, ttl: float = TTL) -> None:
        self._url = url
        self._ttl = ttl
        self._client: Any = None
        self._lost = False
        self._life: bytes = b""
        self._young_until = 0.0

    @property
    def young(self) -> bool:
        return time.monotonic() < self._young_until

    @cache  # noqa: B019 (one board a process)
    def process_id(self) -> uuid.UUID:
        return uuid.uuid4()

    async def keep(self, claims: Mapping[uuid.UUID, str]) -> None:
        await self._do(("DEL", self._mine), *self._saying(claims))

    async def write(self, changes: Mapping[uuid.UUID, str]) -> None:
        gone = [str(person) for person, claim in changes.items() if not claim]
        removal: list[Command] = [("HDEL", self._mine, *gone)] if gone else []
        await self._do(*removal, *self._saying({person: claim for person, claim in changes.items() if claim}))

    async def read(self) -> dict[uuid.UUID, Claims] | None:
        old = time.time() - 100 * self._ttl  # by the clocks of the processes, which may differ
        answer = await self._do(("ZREMRANGEBYSCORE", KEY, 0, old), ("ZRANGE", KEY, 0, -1))
        if answer is None:
            return None
        others = [uuid.UUID(each.decode()) for each in answer[1] if each.decode() != str(self.process_id())]
        life = ("SET", LIFE, uuid.uuid4().hex, "NX", "PX", int(self._ttl * 1000)), ("GET", LIFE)
        found = await self._do(*(("HGETALL", f"{KEY}:{each}") for each in others), *life)
        if found is None:
            return None
        if found[-1] != self._life:
            self._life, self._young_until = bytes(found[-1] or b""), time.monotonic() + YOUNG
        return {process: _claims(said) for process, said in zip(others, found[:-2], strict=True) if said}

    async def leave(self, after: float) -> None:
        await self._do(("PEXPIRE", self._mine, int(after * 1000)))
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    @property
    def _mine(self) -> str:
        return f"{KEY}:{self.process_id()}"

    def _saying(self, claims: Mapping[uuid.UUID, str]) -> list[Command]:
        said = [part for person, claim in claims.items() for part in (str(person), claim)]
        # The life ends with the claims: both are old in a copy that Redis has kept.
        lasting = [("PEXPIRE", key, int(self._ttl * 1000)) for key in (self._mine, LIFE)]
        added = ("ZADD", KEY, time.time(), str(self.process_id()))
        return [*([("HSET", self._mine, *said)] if said else []), *lasting, added]

    async def _do(self, *commands: Command) -> list[Any] | None:
        """Return the answers of one transaction; None when Redis does not answer."""
        try:
            async with self._redis().pipeline(transaction=True) as pipeline:
                for command in commands:
                    pipeline.execute_command(*command)
                done: list[Any] = await asyncio.wait_for(pipeline.execute(), SILENCE)
        except (RedisError, OSError) as error:
            if not self._lost:
                log.warning("presence_lost", error=type(error).__name__)
            self._lost, self._life = True, b""  # changes of the board meanwhile are not seen
            return None
        self._lost = False
        return done

    def _redis(self) -> Any:  # redis is half typed; made late, since workers fork after importing the app
        if self._client is None:
            client: Any = Redis
            self._client = client.from_url(self._url, socket_connect_timeout=2)
        return self._client


def _claims(said: Mapping[bytes, bytes]) -> Claims:
    return {uuid.UUID(person.decode()): claim.decode() for person, claim in said.items()}


def open_presence(redis_url: str) -> PresenceBoard:
    """Return the board that the settings ask for."""
    return RedisBoard(redis_url) if redis_url else InProcessBoard()

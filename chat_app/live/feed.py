"""What all feeds share: each relays the changes of one thing (a room, a person, all people, the workspace) to the tabs
here, in the order of its versions, and repairs from the database what the bus lost (rules R3, R6 and R7)."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar

from chat_app.live.connections import Audience, Connections
from chat_app.logs import log

ATTEMPTS = 25  # repairs in a row that may fail before a reader gets an error
PAUSE = 0.2  # seconds after a repair that failed

Record = dict[str, tuple[int, Any]]  # what was relayed during a lease: by id, with the version at which it was


class Versioned(Protocol):
    """What was read from the database, at a version of the feed's subject."""

    @property
    def version(self) -> int: ...


class Change(Versioned, Protocol):
    """What one transaction did. It took the versions from `first` to `version`."""

    @property
    def first(self) -> int: ...


C = TypeVar("C", bound=Change)
R = TypeVar("R", bound=Versioned)
Read = Callable[[int], Awaitable[R | None]]  # reads what has changed since a version; None for nothing to relay


class VersionedFeed(Generic[C, R]):
    """Relays changes (C) in version order, and what it reads (R) where there was a gap. `watermark` is the version up
    to which all has been relayed; None until the first reader has said where the subject stands."""

    def __init__(self, connections: Connections, read: Read[R], *audiences: Audience) -> None:
        self.watermark: int | None = None
        self.records: list[Record] = []
        self._connections = connections
        self._read = read
        self._audiences = audiences
        self._early: list[C] = []
        self._repair: asyncio.Task[None] | None = None

    def receive(self, change: C) -> None:
        """Take a change of a transaction: relay it if it is next, drop it if known, repair if there is a gap."""
        if self.watermark is None:
            self._early.append(change)
        elif change.version > self.watermark:
            if change.first > self.watermark + 1:
                self.repair()
            else:
                self._advance(change)

    def check_version(self, version: int) -> None:
        """Repair when a version that the subject is said to have is newer than what was relayed."""
        if self.watermark is not None and version > self.watermark:
            self.repair()

    def begin(self, seen: Versioned) -> None:
        """Start a new feed at what its first reader saw; changes that came earlier have waited for this."""
        if self.watermark is None:
            self.watermark = seen.version
            early, self._early = self._early, []
            for change in early:
                self.receive(change)

    async def reach(self, seen: Versioned) -> None:
        """Catch up with what a reader has just seen in the database (rule R5). Raises TimeoutError when the database
        does not answer any more."""
        self.begin(seen)
        for _ in range(ATTEMPTS):
            if (self.watermark or 0) >= seen.version:
                return
            await asyncio.shield(self.repair())
        raise TimeoutError

    def repair(self) -> asyncio.Task[None]:
        """Read what is missing from the database and relay it; one repair at a time."""
        if self._repair is None or self._repair.done():
            self._repair = asyncio.create_task(self._catch_up(), name=f"{type(self).__name__}-repair")
        return self._repair

    @property
    def idle(self) -> bool:
        """Whether no tab here needs this feed."""
        return not self.records and not any(self._connections.of(*each) for each in self._audiences)

    def close(self) -> None:
        """Stop: a later feed of the same subject must be the only one that relays."""
        if self._repair is not None:
            self._repair.cancel()

    async def _catch_up(self) -> None:
        try:
            found = await self._read(self.watermark or 0)
        except Exception:
            log.exception("repair_failed", feed=type(self).__name__, audiences=self._audiences)
            await asyncio.sleep(PAUSE)  # the sweep asks again, and so does `reach`
            return
        if found is not None and found.version > (self.watermark or 0):
            self._advance(found)

    def _advance(self, news: C | R) -> None:
        before, self.watermark = self.watermark or 0, news.version
        self._relay(news, before)

    def _relay(self, news: C | R, before: int) -> None:
        """Send what is newer than the version `before` to the tabs here. Must not wait."""
        raise NotImplementedError


F = TypeVar("F", bound=VersionedFeed[Any, Any])


class Feeds(dict[uuid.UUID, F]):
    """The feeds of one kind in this process, by the id of their subject: only of those that tabs here are about."""

    def __init__(self, make: Callable[[uuid.UUID], F]) -> None:
        super().__init__()
        self._make = make

    def of(self, subject: uuid.UUID) -> F:
        """The feed of a subject, made when first asked for."""
        if subject not in self:
            self[subject] = self._make(subject)
        return self[subject]

    @contextmanager
    def lease(self, subject: uuid.UUID) -> Iterator[tuple[F, Record]]:
        """Keep a feed while a tab is brought up to date, and record what it relays meanwhile, to be laid over rows that
        were read earlier. Afterwards only tabs in its audiences keep it."""
        feed, record = self.of(subject), Record()
        feed.records.append(record)
        try:
            yield feed, record
        finally:
            # Not `remove`, which takes the first that is equal: two leases at once may hold equal records.
            feed.records = [each for each in feed.records if each is not record]
            self.release(subject)

    def release(self, subject: uuid.UUID) -> None:
        """Let go of a feed, unless a tab here needs it."""
        feed = self.get(subject)
        if feed is not None and feed.idle:
            del self[subject]
            feed.close()

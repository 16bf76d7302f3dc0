"""Many tabs at once, and the ways in which they post."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from tests.bench.ledger import Audit, Ledger
from tests.bench.tab import Seat, Tab

WIDTH = 50  # connects in progress at once while setting up, as the Node peer's load has it
PATIENCE = 20.0  # seconds


class Fleet:
    """Tabs in one room, the books they share, and who posts."""

    def __init__(self, seats: list[Seat]) -> None:
        self.ledger = Ledger()
        self.tabs = [Tab(seat, self.ledger) for seat in seats]

    async def open(self) -> None:
        """Connect all of them, a few at a time; returns when each has its room."""
        await in_parallel(len(self.tabs), WIDTH, lambda index: self.tabs[index].open(PATIENCE))

    def leave(self) -> None:
        """Cut all connections."""
        for tab in self.tabs:
            tab.leave()

    async def storm(self) -> int:
        """All drop at the same moment and come back at once; returns how many attempts had to be repeated."""
        self.leave()
        return sum(await asyncio.gather(*(_back(tab) for tab in self.tabs)))

    def turn(self) -> Ledger:
        """Begin new books: what arrives from now on belongs to the next measurement."""
        self.ledger = Ledger()
        for tab in self.tabs:
            tab.ledger, tab.landed = self.ledger, []
        return self.ledger

    async def trickle(self, posts: int, every: float) -> tuple[dict[int, float], list[float]]:
        """One post each `every` seconds, by the tabs in turn. Returns when each left, and what each answer took."""
        sent, answered = dict[int, float](), list[float]()

        async def one(number: int) -> None:
            sent[number] = time.perf_counter()
            await self.tabs[number % len(self.tabs)].post(self.ledger.text(number))
            answered.append(time.perf_counter() - sent[number])

        start, under_way = time.perf_counter(), []
        for number in range(posts):
            await asyncio.sleep(max(0.0, start + number * every - time.perf_counter()))
            under_way.append(asyncio.create_task(one(number)))
        await asyncio.gather(*under_way)
        await self.landed(posts)
        return sent, answered

    async def blast(self, senders: int, posts: int, window: int = 4) -> float:
        """The first tabs post as fast as they are answered, `window` at a time each. Returns the seconds until the
        last answer; a refused post raises AssertionError."""
        start = time.perf_counter()

        async def lane(sender: int, numbers: list[int]) -> None:
            while numbers:
                answer = await self.tabs[sender].post(self.ledger.text(numbers.pop()))
                assert answer == "sent", answer

        own = [list(range((sender + 1) * posts - 1, sender * posts - 1, -1)) for sender in range(senders)]
        await asyncio.gather(*(lane(sender, own[sender]) for sender in range(senders) for _ in range(window)))
        return time.perf_counter() - start

    async def landed(self, posts: int) -> None:
        """Return when all tabs have all of it, or patience ends: then the audit tells what is missing."""
        await self.ledger.wait(posts * len(self.tabs), PATIENCE)
        await asyncio.sleep(0.2)  # what comes twice comes now

    def audit(self, posts: int) -> Audit:
        """What was lost, came twice, or out of order."""
        return self.ledger.audit([tab.landed for tab in self.tabs], range(posts))

    @property
    def dropouts(self) -> int:
        """Connections that ended though nobody cut them."""
        return sum(tab.dropouts for tab in self.tabs)


async def _back(tab: Tab) -> int:
    deadline = time.perf_counter() + 3 * PATIENCE
    for attempt in range(1_000):
        try:
            await tab.open(3 * PATIENCE)
            return attempt
        except (OSError, TimeoutError):
            if time.perf_counter() > deadline:
                raise
            await asyncio.sleep(0.2)
    return 0


async def in_parallel(count: int, width: int, make: Callable[[int], Awaitable[None]]) -> None:
    """Run make(0) … make(count - 1), at most `width` unfinished at once."""
    numbers = iter(range(count))

    async def lane() -> None:
        for number in numbers:
            await make(number)

    await asyncio.gather(*(lane() for _ in range(min(width, count))))

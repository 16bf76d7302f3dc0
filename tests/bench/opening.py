"""How long a room with a long history takes: to open, to read back in, to search; from the event to the answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from tests.bench.results import Results, quantile
from tests.bench.subject import Subject, Yard
from tests.bench.tab import Tab
from tests.stack.install import POSTGRES

KEYS = {"open_room_ms", "back_ms", "search_ms", "hard_search_ms"}
WORD = "steady"  # it is in every message: the most that one can ask for
# A word in 1 % of the messages, two such that never meet, one that nobody has said; days and links that are not there.
HARD = (
    "mark07",
    "mark07 mark08",
    "nowhere",
    "before:2020-01-01",
    "mark07 after:2040-01-01",
    "has:link",
    "steady has:link",
)
Runs = dict[str, list[tuple[float, ...]]]


def measure(
    yard: Yard, results: Results, wanted: set[str], *, messages: int = 100_000, opens: int = 60, runs: int = 3
) -> None:
    """The same on both databases."""
    with yard.on_sqlite(people=5, messages=messages) as subject:
        embedded, noise = asyncio.run(_runs(subject, messages // 2, opens, runs))
    if POSTGRES.find() is None:
        for key in wanted & KEYS:
            results.skip(key, POSTGRES.advice)
        return
    with yard.on_postgres(people=5, messages=messages) as subject:
        postgres, more = asyncio.run(_runs(subject, messages // 2, opens, runs))
    for key in wanted & KEYS:
        for ours, theirs in zip(embedded[key], postgres[key], strict=True):
            results.add(key, *ours, *theirs, others=max(noise, more))


async def _runs(subject: Subject, deep: int, opens: int, runs: int) -> tuple[Runs, float]:
    async with subject.sailing(1) as fleet:
        (tab,) = fleet.tabs
        await _took(tab.reopen, 10)
        figures: Runs = {key: [] for key in KEYS}
        meter = subject.meter()
        for _ in range(runs):
            figures["open_room_ms"].append((await _took(tab.reopen, opens),))
            figures["back_ms"].append((await _back(tab, deep, opens // 2),))
            searches = [
                await _took(lambda here=here: tab.search(WORD, here=here), opens // 4) for here in (False, True)
            ]
            figures["search_ms"].append(tuple(searches))
            hard = [await _took(lambda asked=asked: tab.search(asked, here=False), opens // 8) for asked in HARD]
            figures["hard_search_ms"].append((max(hard),))
        return figures, meter.read().others


async def _back(tab: Tab, deep: int, times: int) -> float:
    """A page before the one around a place far back."""

    async def once() -> float:
        await tab.around(deep)
        start = time.perf_counter()
        await tab.older(deep - 10, deep + 40)
        return 1000 * (time.perf_counter() - start)

    return quantile([await once() for _ in range(times)], 0.5)


async def _took(work: Callable[[], Awaitable[None]], times: int) -> float:
    """The median, in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        await work()
        took.append(1000 * (time.perf_counter() - start))
    return quantile(took, 0.5)

"""How long a room with a long history takes to open: from the event to the snapshot's frame."""

from __future__ import annotations

import asyncio
import time

from tests.bench.results import Results, quantile
from tests.bench.subject import Subject, Yard
from tests.bench.tab import Tab
from tests.stack.install import POSTGRES

KEYS = {"open_room_ms"}


def measure(
    yard: Yard, results: Results, wanted: set[str], *, messages: int = 100_000, opens: int = 60, runs: int = 3
) -> None:
    """The same on both databases; one figure for each."""
    figures = []
    with yard.on_sqlite(people=5, messages=messages) as subject:
        figures.append(asyncio.run(_runs(subject, opens, runs)))
    if POSTGRES.find() is None:
        return results.skip("open_room_ms", POSTGRES.advice)
    with yard.on_postgres(people=5, messages=messages) as subject:
        figures.append(asyncio.run(_runs(subject, opens, runs)))
    for (embedded, noise), (postgres, more) in zip(*figures, strict=True):
        results.add("open_room_ms", embedded, postgres, others=max(noise, more))
    return None


async def _runs(subject: Subject, opens: int, runs: int) -> list[tuple[float, float]]:
    async with subject.sailing(1) as fleet:
        (tab,) = fleet.tabs
        await _opened(tab, 10)
        figures = []
        for _ in range(runs):
            meter = subject.meter()
            took = await _opened(tab, opens)
            figures.append((quantile(took, 0.5), meter.read().others))
        return figures


async def _opened(tab: Tab, times: int) -> list[float]:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        await tab.reopen()
        took.append(1000 * (time.perf_counter() - start))
    return took

"""A thousand tabs: what they cost to connect and to keep, how late the last one hears, and how they come back."""

from __future__ import annotations

import asyncio

from tests.bench.fleet import Fleet
from tests.bench.results import Results, quantile
from tests.bench.subject import Subject, Yard

KEYS = {"tab_kb", "connect_ms", "idle_cpu", "last_of_1000_ms", "storm_s"}


def measure(yard: Yard, results: Results, wanted: set[str], *, tabs: int = 1000, runs: int = 3) -> None:
    """Each run has a server of its own, since memory that was once used does not come back."""
    for _ in range(runs):
        with yard.on_sqlite(people=tabs) as subject:
            asyncio.run(_run(subject, results, wanted, tabs))


async def _run(subject: Subject, results: Results, wanted: set[str], tabs: int) -> None:
    async with subject.sailing(min(50, tabs)):
        pass  # so that the loading of code is not counted
    await asyncio.sleep(1)
    fleet = subject.fleet(tabs)
    try:
        await _arrive(subject, fleet, results)
        if wanted & {"last_of_1000_ms"}:
            await _last(subject, fleet, results)
        if wanted & {"storm_s"}:
            await _storm(subject, fleet, results)
    finally:
        fleet.leave()


async def _arrive(subject: Subject, fleet: Fleet, results: Results) -> None:
    """Mirrors the peer's `idle`."""
    tabs, before, meter = len(fleet.tabs), subject.pss_kb, subject.meter()
    await fleet.open()
    await asyncio.sleep(1)
    spent = meter.read()
    results.add("connect_ms", 1000 * spent.server / tabs, others=spent.others)
    await asyncio.sleep(2)
    results.add("tab_kb", (subject.pss_kb - before) / tabs, others=spent.others)
    meter = subject.meter()
    await asyncio.sleep(5)
    spent = meter.read()
    results.add("idle_cpu", 100 * spent.server / spent.wall, others=spent.others)


async def _last(subject: Subject, fleet: Fleet, results: Results, posts: int = 40, warm: int = 20) -> None:
    """Mirrors the peer's `fanout`, latency part."""
    fleet.turn()
    await fleet.trickle(warm, 0.05)
    ledger, meter = fleet.turn(), subject.meter()
    sent, _ = await fleet.trickle(posts, 0.2)
    spent, audit = meter.read(), fleet.audit(posts)
    arrived = ledger.last_arrivals()
    late = [1000 * (arrived[n][0] - sent[n]) for n in sent if n in arrived and arrived[n][1] == len(fleet.tabs)]
    note = "" if audit.clean else f"NOT ALL DELIVERED: {audit}"
    results.add("last_of_1000_ms", quantile(late, 0.5), quantile(late, 0.99), others=spent.others, note=note)


async def _storm(subject: Subject, fleet: Fleet, results: Results) -> None:
    """Mirrors the peer's `storm`; a post at the end proves that everybody is back."""
    ledger, meter = fleet.turn(), subject.meter()
    retries = await fleet.storm()
    spent = meter.read()
    await fleet.trickle(1, 0)
    note = f"{retries} attempts repeated" if retries else ""
    if not fleet.audit(1).clean:
        note = f"NOT EVERYBODY IS BACK: a post reached {ledger.deliveries} of {len(fleet.tabs)}"
    results.add("storm_s", spent.wall, others=spent.others, note=note)

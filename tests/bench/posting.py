"""How many posts the product takes and delivers when it is asked for all it has, and how soon it answers when not."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack

from tests.bench.results import Results, quantile
from tests.bench.subject import Subject, Yard
from tests.stack.install import POSTGRES

KEYS = {"saturated_deliveries", "posts_sqlite", "posts_postgres", "ack_ms"}
SENDERS = 20


def measure(
    yard: Yard, results: Results, wanted: set[str], *, tabs: int = 100, posts: int = 100, runs: int = 3
) -> None:
    """SQLite first; PostgreSQL for its one row."""
    if wanted & {"saturated_deliveries", "posts_sqlite", "ack_ms"}:
        with yard.on_sqlite(people=tabs) as subject:
            asyncio.run(_embedded(subject, results, wanted, tabs, posts, runs))
    if "posts_postgres" in wanted:
        with ExitStack() as stack:
            if POSTGRES.find() is None:
                return results.skip("posts_postgres", POSTGRES.advice)
            subject = stack.enter_context(yard.on_postgres(people=SENDERS))
            asyncio.run(_blasts(subject, results, "posts_postgres", SENDERS, posts, runs))
    return None


async def _embedded(subject: Subject, results: Results, wanted: set[str], tabs: int, posts: int, runs: int) -> None:
    if "ack_ms" in wanted:
        await _acks(subject, results, tabs, runs)
    if "posts_sqlite" in wanted:
        await _blasts(subject, results, "posts_sqlite", SENDERS, posts, runs)
    if "saturated_deliveries" in wanted:
        await _blasts(subject, results, "saturated_deliveries", tabs, posts, runs)


async def _acks(subject: Subject, results: Results, tabs: int, runs: int, posts: int = 120) -> None:
    async with subject.sailing(tabs) as fleet:
        fleet.turn()
        await fleet.trickle(60, 0.05)
        for _ in range(runs):
            fleet.turn()
            meter = subject.meter()
            _, took = await fleet.trickle(posts, 0.05)
            spent = meter.read()
            late = [1000 * each for each in took]
            results.add("ack_ms", quantile(late, 0.5), quantile(late, 0.99), others=spent.others)


async def _blasts(subject: Subject, results: Results, key: str, tabs: int, posts: int, runs: int) -> None:
    """Mirrors the peer's `blast`: every post is counted at every tab, the sender's own included."""
    async with subject.sailing(tabs) as fleet:
        fleet.turn()
        await fleet.blast(SENDERS, 20)
        for _ in range(runs):
            await fleet.landed(0)
            ledger, meter = fleet.turn(), subject.meter()
            began = time.perf_counter()
            seconds = await fleet.blast(SENDERS, posts)
            await fleet.landed(SENDERS * posts)
            spent, audit = meter.read(), fleet.audit(SENDERS * posts)
            whole = ledger.last_at - began if key == "saturated_deliveries" else seconds
            count = ledger.deliveries if key == "saturated_deliveries" else SENDERS * posts
            note = "everything once and in order" if audit.clean else f"NOT ONCE AND IN ORDER: {audit}"
            per = 1e6 * spent.server / ledger.deliveries
            results.add(key, count / whole, others=spent.others, note=f"{note}; {per:.1f} µs CPU a delivery")

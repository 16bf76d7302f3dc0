"""What one delivery costs, beside the library's own room emit of the same bytes to the same tabs."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson

from tests.bench.fleet import Fleet
from tests.bench.ledger import Landed, Ledger
from tests.bench.results import Results
from tests.bench.subject import Subject, Yard

KEYS = {"delivery_us", "bare"}


def measure(
    yard: Yard, results: Results, wanted: set[str], *, tabs: int = 500, posts: int = 25, runs: int = 3, warm: int = 100
) -> None:
    """Both in turn, on one server and one fleet: only their ratio says something on a shared machine."""
    with yard.on_sqlite(people=tabs) as subject:
        asyncio.run(compare(subject, results, tabs, posts, runs, warm))


async def compare(subject: Subject, results: Results, tabs: int, posts: int, runs: int, warm: int) -> None:
    """Our own deliveries and bare ones, `runs` times in turn."""
    async with subject.sailing(tabs) as fleet:
        fleet.turn()
        await fleet.trickle(warm, 0.02)
        await subject.emit([], 0, join=True)
        for _ in range(runs):
            sample = await _posts(subject, fleet, results, posts)
            await _bare(subject, fleet, results, sample, posts)


async def _posts(subject: Subject, fleet: Fleet, results: Results, posts: int) -> tuple[Ledger, Landed]:
    """One post every 200 ms, by the tabs in turn. Returns a frame as it went over the wire."""
    ledger, meter = fleet.turn(), subject.meter()
    await fleet.trickle(posts, 0.2)
    spent, audit = meter.read(), fleet.audit(posts)
    note = "" if audit.clean else f"NOT ALL DELIVERED: {audit}"
    results.add("delivery_us", 1e6 * spent.server / ledger.deliveries, others=spent.others, note=note)
    return ledger, ledger.frames[-1]


async def _bare(subject: Subject, fleet: Fleet, results: Results, sample: tuple[Ledger, Landed], posts: int) -> None:
    ledger, (theirs, frame) = fleet.turn(), sample
    payloads = [_numbered(frame, theirs, ledger, number) for number in range(posts)]
    meter = subject.meter()
    await subject.emit(payloads, 0.2)
    await fleet.landed(posts)
    spent = meter.read()
    same = len(ledger.frames[-1].frame) == len(frame.frame)
    note = "" if same and ledger.deliveries == posts * len(fleet.tabs) else "NOT THE SAME BYTES, OR NOT ALL"
    results.add("bare", 1e6 * spent.server / ledger.deliveries, others=spent.others, note=note)


def _numbered(frame: Landed, theirs: Ledger, ours: Ledger, number: int) -> Any:
    """The payload of a real frame under another mark of the same length."""
    ((old, _),) = frame.marks
    body = frame.frame[frame.frame.index(b"[") :].replace(theirs.mark(old).encode(), ours.mark(number).encode())
    return orjson.loads(body)[1]

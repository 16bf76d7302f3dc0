"""What one feels while a room is busy: from a key to its letter on the screen; and whether a tab stays quick."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from playwright.sync_api import CDPSession, Page

from tests.bench.account import Meter
from tests.bench.fleet import Fleet
from tests.bench.results import Results, quantile
from tests.bench.screens import enter
from tests.bench.subject import Subject, Yard
from tests.stack import chromium
from tests.stack.chromium import People
from tests.stack.install import CHROMIUM
from tests.stack.processes import wait_until

KEYS = {"typing_ms", "upserts"}
SHOWN = 500  # messages on the page
EVERY = 0.1  # seconds between two posts: ten a second
# From the moment at which the key was pressed, as the system counts it, to after the paint of the frame that shows it.
WATCH = """() => {
  window.late = [];
  document.querySelector('[name=message]').addEventListener('keydown', (event) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => late.push(performance.now() - event.timeStamp);
    requestAnimationFrame(() => channel.port2.postMessage(0));
  });
}"""
LAST = "[...document.querySelectorAll('[data-seq]')].at(-1)"


def measure(
    yard: Yard, results: Results, wanted: set[str], *, keys: int = 150, runs: int = 3, upserts: int = 20_000
) -> None:
    """Person 0 has the room on screen, the others post."""
    if CHROMIUM.find() is None:
        for key in wanted & KEYS:
            results.skip(key, CHROMIUM.advice)
        return
    if "typing_ms" in wanted:
        with yard.on_sqlite(people=6, messages=SHOWN) as subject, chromium.launched() as browser:
            people = People(browser, base_url=subject.server.url)
            _type(enter(people, subject, 0, floor=1), subject, results, keys, runs)
            people.leave()
    if "upserts" in wanted:
        with yard.on_sqlite(people=21) as subject, chromium.launched() as browser:
            people = People(browser, base_url=subject.server.url)
            _endure(enter(people, subject, 0), subject, results, upserts)
            people.leave()


def _type(page: Page, subject: Subject, results: Results, keys: int, runs: int) -> None:
    """One reads a little above the end, and writes, while ten messages a second arrive."""
    page.evaluate("document.getElementById('feed').scrollTop = -300")
    page.evaluate(WATCH)
    for _ in range(runs):
        meter = Meter([subject.server.pid])
        posting = _beside(subject, lambda fleet: fleet.trickle(int(keys * 0.06 / EVERY) + 10, EVERY))
        page.evaluate("late = []")
        page.get_by_role("textbox", name="Message").press_sequentially("steady " * (keys // 7), delay=60)
        wait_until(lambda: page.evaluate("late.length") >= keys // 7 * 7, seconds=20, what="every key painted")
        late = page.evaluate("late")
        shown = page.get_by_role("article").count()
        posting.join()
        results.add("typing_ms", quantile(late, 0.5), quantile(late, 0.95), others=meter.read().others,
                    note=f"{shown} messages on the page" if shown < SHOWN else "")  # fmt: skip


def _endure(page: Page, subject: Subject, results: Results, upserts: int) -> None:
    """The tab's own time for a thousand messages, and its heap, in the last quarter against the second."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    costs, heaps, quarter = [], list[float](), upserts // 4
    meter = Meter([subject.server.pid])
    for number in range(4):
        before = _metrics(devtools)["TaskDuration"]
        posting = _beside(subject, lambda fleet: fleet.blast(20, quarter // 20, window=1), tabs=20)
        posting.join()
        _reach(page, (number + 1) * quarter)
        costs.append(1_000_000 * (_metrics(devtools)["TaskDuration"] - before) / quarter)
        devtools.send("HeapProfiler.collectGarbage")
        heaps.append(_metrics(devtools)["JSHeapUsedSize"] / 2**20)
    note = f"µs of the tab's time a message {costs[1]:.0f} → {costs[3]:.0f}, heap {heaps[1]:.1f} → {heaps[3]:.1f} MB"
    results.add("upserts", costs[3] / costs[1], heaps[3] / heaps[1], others=meter.read().others, note=note)


def _reach(page: Page, seq: int) -> None:
    wait_until(
        lambda: page.evaluate(f"Number({LAST}?.dataset.seq)") >= seq,
        seconds=60,
        every=0.2,
        what="all of it on the page",
    )


def _metrics(devtools: CDPSession) -> dict[str, float]:
    return {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}


def _beside(subject: Subject, work: Callable[[Fleet], Coroutine[Any, Any, Any]], tabs: int = 5) -> threading.Thread:
    """Let the other people post, in a thread of its own: Playwright has this one."""

    async def sail() -> None:
        fleet = Fleet(subject.town.seats(subject.server.port, tabs + 1)[1:])
        try:
            await fleet.open()
            await work(fleet)
        finally:
            fleet.leave()

    thread = threading.Thread(target=lambda: asyncio.run(sail()))
    thread.start()
    return thread

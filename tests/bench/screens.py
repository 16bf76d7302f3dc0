"""What people see, in a real Chromium: when a message is painted, here and across, and what a first visit weighs."""

from __future__ import annotations

import gzip

import httpx
from playwright.sync_api import Page

from tests.bench.account import Meter
from tests.bench.results import Results, quantile
from tests.bench.subject import Subject, Yard
from tests.stack import chromium
from tests.stack.chromium import People
from tests.stack.install import CHROMIUM

KEYS = {"echo_ms", "cross_ms", "first_load_kb"}
# All clocks are the machine's: a page's own clock plus the moment at which it began. A frame's callback runs before
# it is painted, the message posted from there after it.
WATCH = """() => {
  const now = (t) => performance.timeOrigin + (t ?? performance.now());
  addEventListener('keydown', (e) => { if (e.key === 'Enter') window.entered = now(e.timeStamp) }, true);
  window.watch = (text) => { window.painted = new Promise((done) => {
    const log = document.querySelector('[role=log]');
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(now());
    const seen = new MutationObserver(() => {
      if (!log.textContent.includes(text)) return;
      seen.disconnect();
      requestAnimationFrame(() => channel.port2.postMessage(0));
    });
    seen.observe(log, { childList: true, subtree: true, characterData: true });
  }) };
}"""
LOADED = "performance.getEntriesByType('resource').map((e) => e.name).filter((n) => /\\.(js|css)(\\?|$)/.test(n))"


def measure(
    yard: Yard, results: Results, wanted: set[str], *, messages: int = 30, warm: int = 5, runs: int = 3
) -> None:
    """Ada writes, Grace reads; each has a browser profile of her own, in one Chromium."""
    if CHROMIUM.find() is None:
        for key in wanted & KEYS:
            results.skip(key, CHROMIUM.advice)
        return
    with yard.on_sqlite(people=2) as subject, chromium.launched() as browser:
        people = People(browser, base_url=subject.server.url)
        ada, grace = (enter(people, subject, number) for number in (0, 1))
        if "first_load_kb" in wanted:
            _weigh(ada, results)
        _exchange(ada, grace, range(-warm, 0))
        for run in range(runs if wanted & {"echo_ms", "cross_ms"} else 0):
            meter = Meter([subject.server.pid])
            echo, cross = _exchange(ada, grace, range(run * messages, (run + 1) * messages))
            others = meter.read().others  # Chromium's own work is in it
            for key, late in (("echo_ms", echo), ("cross_ms", cross)):
                results.add(key, quantile(late, 0.5), quantile(late, 0.95), others=others)
        people.leave()


def enter(people: People, subject: Subject, number: int, floor: int = 0) -> Page:
    """Somebody signed in, with the room on screen: its last page, or all from the message `floor` on."""
    page = people(f"person-{number}")
    name, _, value = subject.town.cookies[number].partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": subject.server.url}])
    if floor:
        kept = f"{subject.town.room_id}:{floor}:0:0:"
        page.add_init_script(
            f"sessionStorage.getItem('parley_window') ?? sessionStorage.setItem('parley_window', '{kept}')"
        )
    page.goto(f"/rooms/{subject.town.room_id}")
    page.get_by_role("textbox", name="Message").wait_for()
    page.evaluate(WATCH)
    return page


def _exchange(ada: Page, grace: Page, numbers: range) -> tuple[list[float], list[float]]:
    """From Enter to the paint, in milliseconds: on Ada's own screen, and on Grace's."""
    echo, cross, box = [], [], ada.get_by_role("textbox", name="Message")
    for number in numbers:
        text = f"message <{number}> of a pair of hands"
        for page in (ada, grace):
            page.evaluate("(text) => window.watch(text)", text)
        box.fill(text)
        box.press("Enter")
        entered, painted = ada.evaluate("async () => { const at = await window.painted; return [window.entered, at] }")
        echo.append(painted - entered)
        cross.append(grace.evaluate("window.painted") - entered)
    return echo, cross


def _weigh(page: Page, results: Results) -> None:
    addresses = sorted(set(page.evaluate(LOADED)))
    sizes = []
    for address in addresses:
        sizes.append(len(gzip.compress(httpx.get(address).content, 9)))
    results.add("first_load_kb", sum(sizes) / 1024, others=0.0, note=f"{len(addresses)} files")

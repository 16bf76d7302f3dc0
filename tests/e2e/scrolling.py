"""Turning the wheel over the feed, and where what one reads is then."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screen
from tests.stack.processes import wait_until

# Which message is at the top of the feed, and how far below the feed's edge it begins.
AT_TOP = """(box) => {
  const edge = box.getBoundingClientRect().top;
  const row = [...box.querySelectorAll("[data-seq]")].find((row) => row.getBoundingClientRect().bottom > edge);
  return [Number(row.dataset.seq), row.getBoundingClientRect().top - edge];
}"""
# Frame by frame: how far a message on the screen has moved, summed up in `moved`; `at` is where it is looked for, in
# shares of the feed's height: where it stays on the screen when the wheel turns.
FOLLOW = """(box) => {
  window.moved = 0;
  window.at = 0.1;
  let row = null, was = 0;
  const look = () => {
    if (row?.isConnected) moved += row.getBoundingClientRect().top - was;
    const middle = box.getBoundingClientRect().top + box.clientHeight * at;
    row = [...box.querySelectorAll("[data-seq]")].find((each) => each.getBoundingClientRect().bottom > middle);
    was = row.getBoundingClientRect().top;
    requestAnimationFrame(look);
  };
  look();
}"""
SEQS = "box => [...box.querySelectorAll('[data-seq]')].map((row) => Number(row.dataset.seq))"
NEAR = """([edge, step]) => {
  const box = document.getElementById("feed"), up = box.scrollHeight - box.clientHeight + box.scrollTop;
  return !box.querySelector(`[data-edge=${edge}]`) || (edge === "older" ? up : -box.scrollTop) > step;
}"""
STEP = 480  # pixels a turn of the wheel


def scroll(page: Page, pixels: int) -> None:
    """Turn the wheel over the feed, and wait until that has arrived."""
    start = screen.feed(page).evaluate("box => box.scrollTop")
    screen.feed(page).hover()
    page.mouse.wheel(0, pixels)
    until(page, "start => document.getElementById('feed').scrollTop !== start", start)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def read_back(page: Page) -> list[float]:
    """Let a page of older messages come, and stop somewhere in it; returns where."""
    shown = screen.articles(page).count()
    scroll(page, -100_000)
    expect(screen.articles(page).nth(shown)).to_be_attached()
    scroll(page, -437)
    place = screen.feed(page).evaluate(AT_TOP)
    kept = f"sessionStorage.getItem('parley_window').split(':')[3] === '{place[0]}'"
    until(page, f"{kept} && Math.abs(sessionStorage.getItem('parley_window_gap') - {place[1]}) < 1")
    return place


def far_back(page: Page) -> None:
    """Read back until the newest is no longer on the page."""
    newer = page.locator("[data-edge=newer]")
    while not newer.count():
        first = screen.feed(page).evaluate(SEQS)[0]
        screen.feed(page).evaluate("box => { box.scrollTop = -box.scrollHeight; }")
        expect(screen.feed(page).locator(f'[data-seq="{first - 1}"]')).to_be_attached()


def turn(page: Page, pixels: int, before: int) -> int:
    """Turn the wheel, once there is enough to scroll; returns how far, when what is on the screen has moved so far."""
    until(page, NEAR, ["older" if pixels > 0 else "newer", abs(pixels)])
    page.mouse.wheel(0, -pixels)
    there = before + pixels
    try:
        until(page, f"Math.abs(moved - {there}) <= 1.5")
    except TimeoutError:
        raise AssertionError(f"the wheel turned to {there}, and it moved to {page.evaluate('moved')}") from None
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("moved") == pytest.approx(there, abs=1.5)
    return pixels


def expect_place(page: Page, place: list[float]) -> None:
    row = screen.feed(page).locator(f'[data-seq="{place[0]}"]')
    expect(row).to_be_in_viewport()
    assert screen.feed(page).evaluate(AT_TOP) == pytest.approx(place, abs=2)


def until(page: Page, expression: str, argument: object = None) -> None:
    """Ask the page until it is true; Playwright's own way is an `eval` in the page, which our policy forbids."""
    wait_until(lambda: bool(page.evaluate(expression, argument)), seconds=20, what=expression[:60])

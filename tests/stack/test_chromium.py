"""Chromium stands. A module of its own: no asyncio loop runs beside Playwright's."""

from __future__ import annotations

from tests.stack.chromium import People


def test_chromium_shows_a_page_to_several_people(people: People) -> None:
    ada, grace = people("ada", dark=True), people("grace", phone=True)
    for page in (ada, grace):
        page.goto("about:blank")
    dark = "matchMedia('(prefers-color-scheme: dark)').matches"
    assert (ada.evaluate(dark), grace.evaluate(dark)) == (True, False)
    assert grace.evaluate("screen.width") == 390

"""Seen by, on the screen: faces below the last message that each of the others has read."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.stack.server import Server


def under(page: Page, text: str) -> Locator:
    """The faces that stand right below a message."""
    return screen.article(page, text).locator("xpath=following-sibling::*[1][self::details]/summary")


def anywhere(page: Page) -> Locator:
    return screen.feed(page).locator("summary")


def test_a_face_moves_down_as_she_reads_on(meet: Guests) -> None:
    ada, grace = meet("reading room", "ada", "grace")
    grace.bring_to_front()
    screen.post(ada, "first page")
    expect(under(ada, "first page")).to_have_accessible_name("Seen by Grace Hopper")
    screen.go_to(grace, "watercooler")
    screen.post(ada, "second page")
    expect(screen.room_link(grace, "reading room, 1 unread")).to_be_visible()
    expect(under(ada, "first page")).to_have_accessible_name("Seen by Grace Hopper")
    expect(under(ada, "second page")).to_have_count(0)
    screen.go_to(grace, "reading room")
    expect(under(ada, "second page")).to_have_accessible_name("Seen by Grace Hopper")
    expect(under(ada, "first page")).to_have_count(0)
    expect(anywhere(grace)).to_have_count(0)
    ada.reload()
    expect(under(ada, "second page")).to_have_accessible_name("Seen by Grace Hopper")
    summary = under(ada, "second page")
    summary.focus()
    ada.keyboard.press("Enter")
    expect(ada.get_by_text("Seen by Grace Hopper")).to_be_visible()


@pytest.mark.slow
def test_it_vanishes_when_the_workspace_switches_it_off_and_comes_back(meet: Guests, one_server: Server) -> None:
    ada, grace = meet("glass house", "ada", "grace")
    grace.bring_to_front()
    screen.post(ada, "who sees this?")
    expect(anywhere(ada)).to_have_count(1)
    _switch(one_server, on=False)
    expect(anywhere(ada)).to_have_count(0)
    _switch(one_server, on=True)
    expect(anywhere(ada)).to_have_count(1)


def _switch(server: Server, *, on: bool) -> None:
    with closing(sqlite3.connect(server.data / "parley.db", timeout=10)) as file, file:
        file.execute("UPDATE workspace SET seen_by = ?", (on,))

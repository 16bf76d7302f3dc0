"""Reflex forgets the state of a tab that was idle for long. Nobody may notice (rule R9)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import screen
from tests.e2e.house import House, inhabited
from tests.stack.chromium import People

FORGETS_AFTER = 1  # seconds without an event; an hour by default


@pytest.fixture(scope="module")
def house(browser: Browser) -> Iterator[House]:
    with inhabited(600, REFLEX_REDIS_TOKEN_EXPIRATION=str(FORGETS_AFTER)) as server:
        yield House.inherited(browser, server, "ada", "grace")


@pytest.fixture
def grace(people: People, house: House) -> Page:
    return house.call_in(people, "grace")[0]


@pytest.fixture
def idle(people: People, house: House, grace: Page) -> Page:
    """Ada's tab, whose state has been forgotten: a thing that nothing outside the server can see happen."""
    (page,) = house.call_in(people, "ada")
    screen.go_to(page, "watercooler")
    screen.go_to(grace, "watercooler")
    page.wait_for_timeout(2_000 * FORGETS_AFTER)
    return page


def test_a_forgotten_tab_still_hears_and_posts(idle: Page, grace: Page) -> None:
    screen.post(grace, "Still there?")
    screen.expect_message(idle, "Still there?")
    screen.post(idle, "Of course")
    screen.expect_message(grace, "Of course")
    screen.expect_message(idle, "Of course")


@pytest.mark.slow
def test_a_forgotten_tab_loads_older_messages(idle: Page) -> None:
    shown = screen.articles(idle).count()
    idle.get_by_role("button", name="Load older").click()
    expect(screen.articles(idle).nth(shown)).to_be_attached()


def test_a_forgotten_tab_switches_rooms(idle: Page, grace: Page) -> None:
    screen.go_to(idle, "designers")
    screen.go_to(grace, "designers")
    screen.post(grace, "In here")
    screen.expect_message(idle, "In here")


@pytest.mark.slow
def test_a_forgotten_tab_opens_a_dialog_and_makes_a_room(idle: Page) -> None:
    screen.create_room(idle, "insomniacs")
    screen.expect_room(idle, "insomniacs")


@pytest.mark.slow
def test_a_forgotten_tab_still_counts_what_is_unread(idle: Page, grace: Page) -> None:
    screen.go_to(grace, "lunch")
    screen.go_to(idle, "lunch")
    screen.go_to(idle, "watercooler")
    idle.wait_for_timeout(2_000 * FORGETS_AFTER)
    screen.post(grace, "Soup")
    expect(screen.room_link(idle, "lunch, 1 unread")).to_be_visible()
    idle.bring_to_front()
    screen.go_to(idle, "lunch")
    expect(screen.room_link(idle, "lunch")).to_be_visible()

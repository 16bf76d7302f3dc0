"""Whoever is too fast is told when to go on, and loses nothing of what they typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import StartServers
from tests.e2e import screen
from tests.e2e.house import House
from tests.stack.chromium import People


@pytest.fixture(scope="module")
def house(browser: Browser, start_servers: StartServers) -> House:
    (server,) = start_servers(1, LIMIT_POSTS="3/12s", LIMIT_CHANGES="1/1h")
    return House.founded(browser, server.url, "grace", "alan")


def test_posts_too_many_wait_say_so_and_go_out_by_themselves_in_order(house: House, people: People) -> None:
    ada, grace = house.meet(people, "haste", "ada", "grace")
    said = [f"number {number}" for number in range(1, 6)]
    screen.post(ada, *said)
    first = screen.article(ada, said[3])
    expect(first.get_by_role("status")).to_have_text(
        re.compile(r"^You are posting too fast\. You can go on in [1-4] seconds?\. This is sent by itself then")
    )
    expect(screen.feed(ada).get_by_text("You are posting too fast")).to_have_count(1)
    expect(screen.feed(ada).get_by_role("button", name="Retry")).to_have_count(0)
    expect(screen.articles(ada)).to_have_text([re.compile(rf"{text}\b") for text in said])
    screen.expect_feed(grace, said)
    screen.expect_feed(ada, said)


@pytest.mark.slow
def test_what_waits_can_be_taken_back_and_what_follows_goes_on(house: House, people: People) -> None:
    grace, ada = house.meet(people, "second thoughts", "grace", "ada")
    screen.post(grace, "one", "two", "three", "four", "five")
    waiting = screen.articles(grace).filter(has=grace.get_by_role("button", name="Discard"))
    taken = re.findall("one|two|three|four|five", waiting.inner_text())[-1]
    waiting.get_by_role("button", name="Discard").click()
    screen.expect_feed(ada, [text for text in ("one", "two", "three", "four", "five") if text != taken])


@pytest.mark.slow
def test_what_waits_in_one_room_is_sent_from_another_and_after_a_reload(house: House, people: People) -> None:
    alan, grace = house.meet(people, "patience", "alan", "grace")
    said = [f"slowly {number}" for number in range(1, 6)]
    screen.post(alan, *said)
    screen.go_to(alan, "watercooler")
    alan.reload()
    screen.expect_feed(grace, said)


def test_an_edit_too_many_comes_back_into_the_box(house: House, people: People) -> None:
    (grace,) = house.meet(people, "corrections", "grace")
    screen.post(grace, "before")
    _edit(grace, "before", "after")
    _edit(grace, "after", "long after")
    expect(grace.get_by_text("You are changing messages too fast.")).to_be_visible()
    expect(screen.box(grace)).to_have_value("long after")
    screen.expect_message(grace, "after")
    screen.box(grace).press("Escape")
    expect(screen.box(grace)).to_have_value("")


def _edit(page: Page, text: str, other: str) -> None:
    screen.expect_message(page, text)
    screen.article(page, text).hover()
    screen.article(page, text).get_by_role("button", name="Edit", exact=True).click()
    screen.post(page, other)

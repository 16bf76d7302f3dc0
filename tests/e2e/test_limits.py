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
    return House.founded(browser, server.url, "grace")


def test_a_post_too_many_says_when_one_may_go_on_and_then_goes_out(house: House, people: People) -> None:
    ada, grace = house.meet(people, "haste", "ada", "grace")
    screen.post(ada, "one", "two", "three", "four")
    refused = screen.article(ada, "four")
    expect(refused).to_have_attribute("data-state", "refused")
    said = refused.get_by_role("alert")
    expect(said).to_have_text(re.compile(r"^You are posting too fast\. You can go on in [1-4] seconds?\.$"))
    screen.expect_feed(grace, ["one", "two", "three"])
    seconds = int(re.findall(r"\d+", said.inner_text())[0])
    ada.wait_for_timeout(seconds * 1000)  # as the sentence says
    refused.get_by_role("button", name="Retry").click()
    screen.expect_feed(grace, ["one", "two", "three", "four"])
    screen.expect_feed(ada, ["one", "two", "three", "four"])


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

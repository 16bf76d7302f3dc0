"""Pins, which the whole room sees, and saved messages, which only one person does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.test_messages import act_further, says


def pins(page: Page, count: int) -> Locator:
    return page.get_by_role("button", name=f"Pinned messages, {count}", exact=True)


def pane(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Pinned messages")


def test_a_pin_is_seen_by_all_while_they_look_and_leads_to_its_message(meet: Guests) -> None:
    ada, grace = meet("notice board", "ada", "grace")
    screen.post(ada, "The door code is 1815", "something else")
    pins(grace, 0).click()
    expect(pane(grace).get_by_text("Nothing is pinned yet")).to_be_visible()
    act_further(says(ada, "The door code is 1815"), "Pin to room")
    expect(pane(grace).get_by_role("listitem")).to_contain_text(["The door code is 1815"])
    expect(pins(ada, 1)).to_be_visible()
    expect(pins(grace, 1)).to_be_visible()
    grace.reload()
    pins(grace, 1).click()
    pane(grace).get_by_role("link", name="Jump to message").click()
    expect(screen.article(grace, "The door code is 1815")).to_be_in_viewport()
    expect(screen.article(grace, "The door code is 1815")).to_have_attribute("data-mentioned", "true")
    act_further(screen.article(grace, "The door code is 1815"), "Unpin")
    expect(pins(ada, 0)).to_be_visible()
    expect(pins(grace, 0)).to_be_visible()


@pytest.mark.slow
def test_the_pane_of_pins_and_the_details_stand_in_for_each_other(meet: Guests) -> None:
    (ada,) = meet("one pane", "ada")
    ada.get_by_role("button", name="Details", exact=True).click()
    expect(ada.get_by_role("complementary", name="Details")).to_be_visible()
    pins(ada, 0).click()
    expect(pane(ada)).to_be_visible()
    expect(ada.get_by_role("complementary", name="Details")).to_have_count(0)
    ada.get_by_role("button", name="Details", exact=True).click()
    expect(ada.get_by_role("complementary", name="Details")).to_be_visible()
    expect(pane(ada)).to_have_count(0)


def test_what_one_saves_is_on_a_page_of_ones_own(meet: Guests) -> None:
    ada, grace = meet("library", "ada", "grace")
    screen.post(ada, "a good book", "a better book")
    for text in ("a good book", "a better book"):
        expect(says(grace, text)).to_have_attribute("data-state", "sent")
        act_further(says(grace, text), "Save")
        expect(grace.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    screen.rooms(grace).get_by_role("link", name="Saved", exact=True).click()
    saved = grace.get_by_role("region", name="Saved messages")
    expect(saved.get_by_role("listitem")).to_have_count(2)
    expect(saved.get_by_role("listitem").first).to_contain_text("a better book")
    saved.get_by_role("listitem").first.get_by_role("button", name="Remove").click()
    expect(saved.get_by_role("listitem")).to_have_count(1)
    saved.get_by_role("link", name="Jump to message").click()
    screen.expect_room(grace, "library")
    act_further(screen.article(grace, "a good book"), "Remove from saved")
    screen.rooms(ada).get_by_role("link", name="Saved", exact=True).click()
    expect(ada.get_by_text("Nothing is saved yet")).to_be_visible()


@pytest.mark.slow
def test_pins_work_on_a_phone_in_the_dark(call_in: Guests) -> None:
    (grace,) = call_in("grace", phone=True, dark=True)
    grace.get_by_role("button", name="Pinned messages, ").tap()
    expect(pane(grace)).to_be_visible()
    pane(grace).get_by_role("button", name="Close details").tap()
    expect(pane(grace)).to_have_count(0)
    screen.expect_room(grace)

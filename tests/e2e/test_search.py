"""Searching: beside the room, on a page of its own, and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import screen
from tests.e2e.house import House, inhabited
from tests.stack.chromium import People
from tests.stack.server import Server


@pytest.fixture(scope="module")
def one_server() -> Iterator[Server]:
    """The watercooler has 300 messages, some of which say "relay"."""
    with inhabited(600) as server:
        yield server


@pytest.fixture(scope="module")
def house(browser: Browser, one_server: Server) -> House:
    return House.inherited(browser, one_server, "ada")


@pytest.fixture
def ada(house: House, people: People) -> Page:
    (page,) = house.call_in(people, "ada")
    screen.go_to(page, "watercooler")
    return page


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Search this room")


def hits(page: Page) -> Locator:
    return page.get_by_role("region", name="Results").get_by_role("link")


def look_for(page: Page, text: str) -> None:
    page.get_by_role("searchbox").fill(text)
    page.get_by_role("searchbox").press("Enter")


def test_ctrl_f_searches_the_room_and_escape_gives_the_focus_back(ada: Page) -> None:
    screen.post(ada, "The zeppelin leaves at noon")
    screen.expect_message(ada, "The zeppelin leaves at noon")
    screen.box(ada).press("Control+f")
    box = ada.get_by_role("searchbox", name="Search this room")
    expect(box).to_be_focused()
    look_for(ada, "ZEPP")
    expect(hits(ada)).to_have_count(1)
    expect(hits(ada).locator("mark")).to_have_text("zeppelin")
    look_for(ada, "nobody said this")
    expect(panel(ada).get_by_text("Nothing found")).to_be_visible()
    look_for(ada, "before:soon")
    expect(panel(ada).get_by_role("alert")).to_contain_text("2026-11-21")
    ada.keyboard.press("Escape")
    expect(panel(ada)).to_have_count(0)
    expect(screen.box(ada)).to_be_focused()


@pytest.mark.slow
def test_a_second_ctrl_f_is_the_browsers_own(ada: Page) -> None:
    ada.evaluate(
        "addEventListener('keydown', (e) => setTimeout(() => { document.body.dataset.taken = e.defaultPrevented; }))"
    )
    screen.box(ada).press("Control+f")
    expect(ada.get_by_role("searchbox", name="Search this room")).to_be_focused()
    expect(ada.locator("body")).to_have_attribute("data-taken", "true")
    ada.keyboard.press("Control+f")
    expect(ada.locator("body")).to_have_attribute("data-taken", "false")


def test_results_have_no_end_and_a_hit_opens_in_its_context_beside_them(ada: Page) -> None:
    ada.get_by_role("button", name="Search this room").click()
    look_for(ada, "from:grace from:ada")
    expect(hits(ada)).to_have_count(30)
    while ada.get_by_role("button", name="Older results").count():
        shown = hits(ada).count()
        hits(ada).last.scroll_into_view_if_needed()
        expect(hits(ada).nth(shown).or_(ada.get_by_text("no such thing"))).to_be_attached()
        if hits(ada).count() >= 60:
            break
    last = hits(ada).nth(55)
    key = last.get_attribute("data-hit")
    last.click()
    row = screen.feed(ada).locator(f'[data-message-id="{key}"]')
    expect(row).to_be_in_viewport()
    expect(row).to_have_attribute("data-mentioned", "true")
    expect(panel(ada)).to_be_visible()
    expect(last).to_be_visible()


@pytest.mark.slow
def test_a_search_over_all_rooms_is_an_address(house: House, people: People) -> None:
    (ada,) = house.call_in(people, "ada", at="/search?q=from%3Agrace")
    expect(ada.get_by_role("searchbox", name="Search messages")).to_have_value("from:grace")
    expect(hits(ada)).to_have_count(30)
    look_for(ada, "from:alan")
    expect(hits(ada).first).to_contain_text("Alan Turing")
    hits(ada).first.click()
    screen.expect_room(ada)
    ada.go_back()
    expect(ada.get_by_role("searchbox", name="Search messages")).to_have_value("from:alan")
    expect(hits(ada).first).to_contain_text("Alan Turing")


@pytest.mark.slow
def test_on_a_phone_the_search_covers_the_room_and_makes_way_for_the_hit(house: House, people: People) -> None:
    (phone,) = house.call_in(people, "ada", phone=True, dark=True)
    phone.get_by_role("button", name="Search this room").tap()
    look_for(phone, "from:grace")
    expect(hits(phone).first).to_be_visible()
    assert panel(phone).bounding_box()["width"] == 390  # pyright: ignore[reportOptionalSubscript]
    key = hits(phone).nth(8).get_attribute("data-hit")
    hits(phone).nth(8).tap()
    expect(screen.feed(phone).locator(f'[data-message-id="{key}"]')).to_be_in_viewport()
    expect(panel(phone)).to_have_count(0)

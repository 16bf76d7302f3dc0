"""Reading back: what one reads stays where it is, and is found there again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import screen
from tests.e2e.house import House, inhabited
from tests.stack.chromium import People
from tests.stack.server import Server
from tests.stack.switch import Switch

NOISE = ("WebSocket connection to", "Failed to load resource")  # the line is cut under an open tab

# Which message is at the top of the feed, and how far below the feed's edge it begins.
AT_TOP = """(box) => {
  const edge = box.getBoundingClientRect().top;
  const row = [...box.querySelectorAll("[data-seq]")].find((row) => row.getBoundingClientRect().bottom > edge);
  return [Number(row.dataset.seq), row.getBoundingClientRect().top - edge];
}"""
WATCH = """(row) => {
  window.places = [];
  const look = () => { places.push(row.getBoundingClientRect().top); requestAnimationFrame(look); };
  look();
}"""


@pytest.fixture(scope="module")
def way() -> Iterator[Switch]:
    """The line to Ada, that can be cut."""
    way = Switch()
    yield way
    way.stop()


@pytest.fixture(scope="module")
def server(way: Switch) -> Iterator[Server]:
    """The watercooler has 320 messages."""
    with inhabited(640, ALLOWED_ORIGINS=way.url) as server:
        yield server


@pytest.fixture(scope="module")
def house(browser: Browser, server: Server) -> House:
    return House.inherited(browser, server, "ada", "grace")


@pytest.fixture
def grace(people: People, house: House) -> Page:
    (page,) = house.call_in(people, "grace")
    screen.go_to(page, "watercooler")
    return page


@pytest.fixture
def ada(people: People, house: House, server: Server, way: Switch) -> Page:
    """In the watercooler, at its end."""
    way.lead_to(server)
    (page,) = house.call_in(people, "ada", url=way.url)
    screen.go_to(page, "watercooler")
    expect(screen.articles(page).last).to_be_in_viewport()
    return page


def test_loading_older_messages_moves_nothing_while_new_ones_arrive(ada: Page, grace: Page) -> None:
    shown = screen.articles(ada).count()
    _scroll(ada, -100_000)
    screen.articles(ada).nth(3).evaluate(WATCH)
    screen.post(grace, "While you read")
    ada.get_by_role("button", name="Load older").click()
    screen.post(grace, "And still")
    expect(screen.articles(ada)).to_have_count(shown + 52)
    ada.wait_for_function("count => places.length > count", arg=ada.evaluate("places.length") + 10)
    places = ada.evaluate("places")
    assert max(places) - min(places) <= 1, places


def test_all_of_the_past_can_be_read_without_a_gap(ada: Page) -> None:
    older = ada.get_by_role("button", name="Load older")
    while older.count():
        shown = screen.articles(ada).count()
        older.click()
        expect(screen.articles(ada).nth(shown)).to_be_attached()
    expect(ada.get_by_text("This is the beginning of #watercooler")).to_be_visible()
    seqs = screen.articles(ada).evaluate_all("rows => rows.map((row) => Number(row.dataset.seq))")
    assert seqs == list(range(1, len(seqs) + 1))
    assert len(seqs) >= 320


def test_who_is_at_the_end_stays_there_while_messages_arrive(ada: Page, grace: Page) -> None:
    for number in range(5):
        screen.post(grace, f"The newest {number}")
        expect(screen.article(ada, f"The newest {number}")).to_be_in_viewport(ratio=1)


def test_who_has_scrolled_up_stays_there_while_messages_arrive(ada: Page, grace: Page) -> None:
    _scroll(ada, -900)
    before = screen.feed(ada).evaluate(AT_TOP)
    screen.post(grace, "Nothing to see", "Read on")
    screen.expect_message(ada, "Read on")
    assert screen.feed(ada).evaluate(AT_TOP) == pytest.approx(before, abs=1)


def test_ones_own_post_leads_to_the_end(ada: Page) -> None:
    _scroll(ada, -900)
    screen.post(ada, "Here I am")
    expect(screen.article(ada, "Here I am")).to_be_in_viewport(ratio=1)


def test_a_reload_gives_the_same_place_back(ada: Page) -> None:
    place = _read_back(ada)
    ada.reload()
    screen.expect_room(ada, "watercooler")
    _expect_place(ada, place)


def test_a_new_connection_gives_the_same_place_back(ada: Page, grace: Page, way: Switch, server: Server) -> None:
    place = _read_back(ada)
    way.cut()
    expect(screen.connection(ada)).to_have_text("Reconnecting…")
    screen.post(grace, "You missed this")
    way.lead_to(server)
    screen.expect_message(ada, "You missed this")
    _expect_place(ada, place)


def test_another_room_and_back_leads_to_the_end(ada: Page) -> None:
    _read_back(ada)
    screen.go_to(ada, "designers")
    expect(screen.articles(ada).last).to_be_in_viewport()
    screen.go_to(ada, "watercooler")
    expect(screen.articles(ada).last).to_be_in_viewport()


def _read_back(page: Page) -> list[float]:
    """Load a page of older messages, and stop somewhere in it; returns where."""
    shown = screen.articles(page).count()
    _scroll(page, -100_000)
    page.get_by_role("button", name="Load older").click()
    expect(screen.articles(page)).to_have_count(shown + 50)
    _scroll(page, -437)
    place = screen.feed(page).evaluate(AT_TOP)
    kept = f"sessionStorage.getItem('parley_window').split(':')[3] === '{place[0]}'"
    page.wait_for_function(kept)
    return place


def _expect_place(page: Page, place: list[float]) -> None:
    row = screen.feed(page).locator(f'[data-seq="{place[0]}"]')
    expect(row).to_be_in_viewport()
    assert screen.feed(page).evaluate(AT_TOP) == pytest.approx(place, abs=2)


def _scroll(page: Page, pixels: int) -> None:
    """Turn the wheel over the feed, and wait until that has arrived."""
    start = screen.feed(page).evaluate("box => box.scrollTop")
    screen.feed(page).hover()
    page.mouse.wheel(0, pixels)
    page.wait_for_function("start => document.getElementById('feed').scrollTop !== start", arg=start)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

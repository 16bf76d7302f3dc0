"""The line drops, the page reloads, the server restarts: the conversation goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import StartServers
from tests.e2e import screen
from tests.e2e.house import House
from tests.stack.chromium import People
from tests.stack.server import Server
from tests.stack.switch import Switch

NOISE = ("WebSocket connection to", "Failed to load resource")  # the line is cut under open tabs


@pytest.fixture(scope="module")
def way() -> Iterator[Switch]:
    """The line to Ada, that can be cut."""
    way = Switch()
    yield way
    way.stop()


@pytest.fixture(scope="module")
def server(start_servers: StartServers, way: Switch) -> Server:
    (server,) = start_servers(1, ALLOWED_ORIGINS=way.url)
    return server


@pytest.fixture(scope="module")
def house(browser: Browser, server: Server) -> House:
    return House.founded(browser, server.url, "grace")


@pytest.fixture
def ada(house: House, people: People, way: Switch, server: Server) -> Page:
    way.lead_to(server)
    return house.call_in(people, "ada", url=way.url)[0]


@pytest.fixture
def grace(house: House, people: People, ada: Page) -> Page:
    return house.call_in(people, "grace")[0]


@pytest.mark.slow
def test_a_reload_in_mid_conversation_loses_nothing(ada: Page, grace: Page) -> None:
    _meet("designers", ada, grace)
    screen.post(ada, "One", "Two")
    ada.reload(wait_until="commit")
    screen.post(grace, "Three")
    for page in (ada, grace):
        expect(screen.feed(page).locator(screen.CONFIRMED)).to_have_count(3)
    screen.post(ada, "Four")
    for page in (ada, grace):
        expect(screen.feed(page).locator(screen.CONFIRMED)).to_have_count(4)
        screen.expect_message(page, "Four")
    assert screen.articles(ada).all_inner_texts() == screen.articles(grace).all_inner_texts()


def test_what_others_wrote_meanwhile_is_there_when_the_line_is_back(
    ada: Page, grace: Page, way: Switch, server: Server
) -> None:
    _meet("support", ada, grace)
    screen.post(grace, "Before")
    screen.expect_message(ada, "Before")
    way.cut()
    expect(screen.connection(ada)).to_have_text("Reconnecting…")
    screen.post(grace, "One", "Two", "Three")
    screen.expect_message(grace, "Three")
    way.lead_to(server)
    screen.expect_feed(ada, ["Before", "One", "Two", "Three"])
    expect(screen.connection(ada)).to_be_empty()


def test_what_one_writes_without_a_line_is_sent_once_when_it_is_back(
    ada: Page, grace: Page, way: Switch, server: Server
) -> None:
    _meet("engineering", ada, grace)
    way.cut()
    expect(screen.connection(ada)).to_have_text("Reconnecting…")
    mine = ["First", "Second", "Third"]
    screen.post(ada, *mine)
    expect(screen.article(ada, "Third")).to_have_attribute("data-state", "pending")
    way.lead_to(server)
    for page in (ada, grace):
        screen.expect_feed(page, mine, timeout=30_000)


@pytest.mark.slow
def test_a_browser_that_was_offline_catches_up(ada: Page, grace: Page) -> None:
    """As the browser itself knows it: a laptop without a network."""
    _meet("lunch", ada, grace)
    ada.context.set_offline(True)
    expect(screen.connection(ada)).to_contain_text("You are offline", timeout=10_000)
    screen.post(grace, "Soup today")
    screen.expect_message(grace, "Soup today")
    screen.post(ada, "Is there soup?")
    ada.context.set_offline(False)
    expect(screen.connection(ada)).to_be_empty()
    for page in (ada, grace):
        expect(screen.feed(page).locator(screen.CONFIRMED)).to_have_count(2, timeout=30_000)
        screen.expect_message(page, "Soup today")
        screen.expect_message(page, "Is there soup?")


def test_a_restarted_server_finds_everybody_where_they_were(ada: Page, grace: Page, server: Server) -> None:
    _meet("reading group", ada, grace)
    screen.post(ada, "Before")
    screen.expect_message(grace, "Before")
    server.restart()
    screen.post(ada, "After")
    for page in (ada, grace):
        screen.expect_feed(page, ["Before", "After"], timeout=30_000)


def test_a_page_that_cannot_be_drawn_says_so_in_our_words_and_comes_back(ada: Page, people: People) -> None:
    screen.post(ada, "Before")
    screen.expect_message(ada, "Before")
    ada.evaluate("setTimeout(() => { Object.values = () => { throw new Error('not today') } })")  # after this call
    ada.keyboard.type("/")  # whatever draws something anew
    expect(ada.get_by_role("alert")).to_contain_text("Something went wrong here")
    people.consoles["ada"].clear()  # where the error stands, too
    ada.get_by_role("button", name="Reload").click()
    screen.expect_message(ada, "Before")


def _meet(room: str, ada: Page, grace: Page) -> None:
    screen.create_room(ada, room)
    screen.expect_room(ada, room)
    screen.join_room(grace, room)

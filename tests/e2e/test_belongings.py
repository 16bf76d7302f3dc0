"""What a browser keeps is its person's: nobody else's eyes see it, in nobody else's name it is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import StartServers
from tests.e2e import screen
from tests.e2e.house import House, email
from tests.stack.chromium import People
from tests.stack.server import Server
from tests.stack.switch import Switch

NOISE = ("WebSocket connection to", "Failed to load resource")  # the line is cut under open tabs
# What belongs to the browser, whoever sits before it. All else must bear the id of its person.
BROWSERS = {
    "token", "theme", "last_compiled_time", "parley_owner", "parley_last_room", "parley_wanted", "parley_window",
    "parley_window_gap", "react-router-scroll-positions",
}  # fmt: skip


@pytest.fixture(scope="module")
def way() -> Iterator[Switch]:
    """The line to the browser, that can be cut."""
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
def tab(people: People, way: Switch, server: Server) -> Page:
    """One tab, before which people take turns."""
    way.lead_to(server)
    return people("tab", base_url=way.url)


@pytest.fixture
def grace_elsewhere(people: People, house: House) -> Page:
    return house.call_in(people, "grace")[0]


def sit_down(tab: Page, who: str, way: Switch, server: Server) -> None:
    """Somebody signs in in this tab, by a link."""
    link = server.command("login-link", email(who)).strip()
    screen.confirm(tab, link.replace(server.url, way.url))
    screen.expect_room(tab)


def get_up(tab: Page, way: Switch, server: Server) -> None:
    """The session is over without a sign-out, as when it has expired."""
    tab.goto("about:blank")
    way.lead_to(server)
    tab.context.clear_cookies()


def keys(tab: Page) -> list[str]:
    return tab.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")


def me(tab: Page) -> str:
    return tab.evaluate("localStorage.getItem('parley_owner')")


def test_what_one_could_not_send_waits_for_her_and_is_never_sent_by_another(
    tab: Page, grace_elsewhere: Page, way: Switch, server: Server, house: House
) -> None:
    sit_down(tab, "ada", way, server)
    way.cut()
    screen.post(tab, "from Ada, written offline")
    expect(screen.articles(tab).filter(has_text="written offline")).to_be_visible()
    get_up(tab, way, server)
    sit_down(tab, "grace", way, server)
    screen.post(tab, "from Grace")
    screen.expect_message(grace_elsewhere, "from Grace")
    expect(screen.articles(tab).filter(has_text="written offline")).to_have_count(0)
    expect(screen.articles(grace_elsewhere).filter(has_text="written offline")).to_have_count(0)
    get_up(tab, way, server)
    sit_down(tab, "ada", way, server)
    arrived = screen.articles(grace_elsewhere).filter(has_text="written offline")
    expect(arrived).to_have_count(1)
    expect(grace_elsewhere.get_by_role("log").or_(screen.feed(grace_elsewhere))).to_contain_text("Ada Lovelace")


def test_what_one_has_typed_is_not_in_anothers_box(tab: Page, way: Switch, server: Server, house: House) -> None:
    sit_down(tab, "ada", way, server)
    way.cut()
    screen.box(tab).fill("a secret thought of Ada's")
    get_up(tab, way, server)
    sit_down(tab, "grace", way, server)
    expect(screen.box(tab)).to_have_value("")
    screen.box(tab).fill("Grace's own")
    get_up(tab, way, server)
    sit_down(tab, "ada", way, server)
    expect(screen.box(tab)).to_have_value("a secret thought of Ada's")
    screen.box(tab).fill("")


@pytest.mark.slow
def test_a_page_that_was_ones_is_loaded_anew_when_another_has_signed_in_beside_it(
    tab: Page, way: Switch, server: Server, house: House
) -> None:
    sit_down(tab, "ada", way, server)
    screen.box(tab).fill("half a sentence of Ada's")
    beside = tab.context.new_page()
    sit_down(beside, "grace", way, server)
    way.cut()
    way.lead_to(server)
    expect(tab.get_by_role("button", name="Grace Hopper", exact=True)).to_be_visible()
    screen.expect_room(tab)
    expect(screen.box(tab)).to_have_value("")


def test_signing_out_asks_about_what_is_not_sent_and_leaves_nothing(
    tab: Page, way: Switch, server: Server, house: House
) -> None:
    sit_down(tab, "ada", way, server)
    own = me(tab)
    way.cut()
    screen.post(tab, "not sent yet")
    expect(screen.articles(tab).filter(has_text="not sent yet")).to_be_visible()
    screen.sign_out(tab, "Ada Lovelace")
    question = tab.get_by_role("dialog", name="Sign out?")
    expect(question).to_contain_text("One text of yours in this tab is not sent yet.")
    question.get_by_role("button", name="Stay").click()
    expect(question).to_have_count(0)
    assert [key for key in keys(tab) if own in key]
    screen.sign_out(tab, "Ada Lovelace")
    way.lead_to(server)
    question.get_by_role("button", name="Sign out and discard").click()
    expect(tab.get_by_role("button", name="Email me a link")).to_be_visible()
    assert not [key for key in keys(tab) if own in key or key.startswith("parley_")]


def test_all_that_is_kept_bears_the_id_of_its_person(tab: Page, way: Switch, server: Server, house: House) -> None:
    sit_down(tab, "ada", way, server)
    screen.create_room(tab, "cellar")
    screen.box(tab).fill("a draft")
    tab.keyboard.press("Control+k")
    tab.get_by_role("combobox").fill("water")
    tab.keyboard.press("Enter")
    screen.expect_room(tab, "watercooler")
    tab.get_by_role("button", name="Rooms", exact=True).click()
    tab.get_by_role("button", name="Rooms", exact=True).click()
    screen.post(tab, "hello")
    screen.expect_message(tab, "hello")
    own = me(tab)
    assert {key.partition(f":{own}:")[2].partition(":")[0] for key in keys(tab) if own in key} >= {"folded", "uses"}
    assert not [key for key in keys(tab) if own not in key and key not in BROWSERS]
    values = tab.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    for storage in json.loads(values):
        assert not [
            value for key, value in storage.items() if key in BROWSERS and ("draft" in value or "hello" in value)
        ]

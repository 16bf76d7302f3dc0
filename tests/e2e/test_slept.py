"""A page that slept for longer than a quarter of an hour renews its session by itself, before anything else."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from chat_app.auth.cookies import ACCESS, FRESH, RENEWAL
from tests.e2e import screen
from tests.e2e.house import House, email
from tests.stack.chromium import People
from tests.stack.server import Server

NOISE = ("Failed to load resource", "WebSocket connection to")  # lines are cut under open tabs


def newly_signed_in(people: People, house: House, server: Server) -> Page:
    page = people("sleeper", base_url=house.url)
    screen.confirm(page, server.command("login-link", email("ada")).strip())
    screen.expect_room(page)
    return page


def sleep(page: Page) -> None:
    """What a quarter of an hour leaves of the cookies."""
    for name in (ACCESS, FRESH):
        page.context.clear_cookies(name=name)
    assert RENEWAL in {cookie.get("name") for cookie in page.context.cookies()}


def ended(server: Server) -> list[tuple[str]]:
    with closing(sqlite3.connect(server.data / "parley.db", timeout=10)) as file:
        found = file.execute("SELECT ended_because FROM sessions WHERE revoked_at IS NOT NULL ORDER BY revoked_at")
        return found.fetchall()


def places(page: Page) -> list[str]:
    """Every address that the page goes to from now on."""
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    return seen


def test_a_reload_after_a_night_stays_signed_in_without_the_sign_in_page(
    people: People, house: House, one_server: Server
) -> None:
    page = newly_signed_in(people, house, one_server)
    sleep(page)
    seen = places(page)
    page.reload()
    screen.expect_room(page)
    screen.post(page, "good morning")
    screen.expect_message(page, "good morning")
    assert not [url for url in seen if "/login" in url]


@pytest.mark.slow
def test_a_new_tab_after_a_night_is_signed_in_too(people: People, house: House, one_server: Server) -> None:
    page = newly_signed_in(people, house, one_server)
    page.close()
    sleep(page)
    again = page.context.new_page()
    seen = places(again)
    again.goto("/")
    screen.expect_room(again)
    assert not [url for url in seen if "/login" in url]


def test_two_tabs_that_wake_at_once_stay_signed_in(people: People, house: House, one_server: Server) -> None:
    before = ended(one_server)
    first = newly_signed_in(people, house, one_server)
    second = first.context.new_page()
    second.goto("/")
    screen.expect_room(second)
    for _ in range(3):
        sleep(first)
        for page in (first, second):
            page.evaluate("location.reload()")
        for page in (first, second):
            screen.expect_room(page)
            expect(page.get_by_text("Sign in to go on")).to_have_count(0)
    screen.post(second, "both of us")
    screen.expect_message(first, "both of us")
    assert ended(one_server) == before


@pytest.mark.slow
def test_signing_out_at_once_after_a_night_ends_the_session(people: People, house: House, one_server: Server) -> None:
    page = newly_signed_in(people, house, one_server)
    before = len(ended(one_server))
    sleep(page)
    screen.sign_out(page, "Ada Lovelace")
    expect(page.get_by_role("button", name="Email me a link")).to_be_visible()
    assert len(ended(one_server)) == before + 1
    assert RENEWAL not in {cookie.get("name") for cookie in page.context.cookies()}


@pytest.mark.slow
def test_signing_out_ends_the_session_also_when_nothing_renews_it(
    people: People, house: House, one_server: Server
) -> None:
    page = newly_signed_in(people, house, one_server)
    before = len(ended(one_server))
    sleep(page)
    page.route("**/auth/refresh", lambda route: route.fulfill(status=503))
    screen.sign_out(page, "Ada Lovelace")
    expect(page.get_by_role("button", name="Email me a link")).to_be_visible()
    assert len(ended(one_server)) == before + 1
    assert RENEWAL not in {cookie.get("name") for cookie in page.context.cookies()}


@pytest.mark.slow
def test_a_session_that_was_ended_in_the_night_says_why(people: People, house: House, one_server: Server) -> None:
    page = newly_signed_in(people, house, one_server)
    sleep(page)
    page.goto("about:blank")
    with closing(sqlite3.connect(one_server.data / "parley.db", timeout=10)) as file, file:
        file.execute(
            "UPDATE sessions SET revoked_at = datetime('now') || '.000000', ended_because = 'elsewhere'"
            " WHERE id = (SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1)"
        )
    page.goto("/")
    expect(page.get_by_role("alert")).to_contain_text("You signed this browser out from another device")

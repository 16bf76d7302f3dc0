"""The settings page: devices that are mine, and their end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.house import House, email
from tests.stack.chromium import People
from tests.stack.processes import wait_until
from tests.stack.server import Server

ELSEWHERE = "You signed this browser out from another device. Sign in to go on."


@pytest.fixture
def ada(call_in: Guests) -> Page:
    return call_in("ada")[0]


def another_device(people: People, house: House, server: Server, **looks: Any) -> Page:
    page = people("phone", base_url=house.url, **looks)
    screen.confirm(page, server.command("login-link", email("ada")).strip())
    screen.expect_room(page)
    return page


def devices(page: Page):
    return page.get_by_role("list", name="Devices").get_by_role("listitem")


@pytest.mark.slow
def test_the_account_menu_leads_to_my_settings_and_back(ada: Page) -> None:
    ada.get_by_role("button", name="Ada Lovelace", exact=True).click()
    ada.get_by_role("menuitem", name="Settings").click()
    expect(ada.get_by_role("heading", name="Devices")).to_be_visible()
    expect(devices(ada).filter(has_text="This device")).to_have_count(1)
    expect(devices(ada).filter(has_text="Chrome on Linux")).not_to_have_count(0)
    ada.get_by_role("link", name="Back to rooms").click()
    screen.expect_room(ada)


def test_another_device_is_signed_out_and_told_why(ada: Page, people: People, house: House, one_server: Server) -> None:
    other = another_device(people, house, one_server, user_agent="Mozilla/5.0 (iPhone) Version/18 Safari/604.1")
    ada.goto("/settings")
    ada.get_by_role("button", name="Sign out Safari on iPhone").click()
    dialog = ada.get_by_role("dialog", name="Sign this device out?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(ada.get_by_role("button", name="Sign out Safari on iPhone")).to_be_focused()
    ada.keyboard.press("Enter")
    dialog.get_by_role("button", name="Sign out").click()
    expect(other.get_by_text(ELSEWHERE)).to_be_visible()
    expect(devices(ada).filter(has_text="iPhone")).to_have_count(0)
    other.goto("/login")
    expect(other.get_by_role("alert")).to_have_text(ELSEWHERE)


@pytest.mark.slow
def test_all_other_devices_are_signed_out_at_once(ada: Page, people: People, house: House, one_server: Server) -> None:
    other = another_device(people, house, one_server, phone=True, dark=True)
    ada.goto("/settings")
    ada.get_by_role("button", name="Sign out all other devices").click()
    ada.get_by_role("dialog").get_by_role("button", name="Sign out all other devices").click()
    expect(other.get_by_text(ELSEWHERE)).to_be_visible()
    expect(devices(ada)).to_have_count(1)
    ada.reload()
    expect(devices(ada)).to_have_count(1)
    house.keys["ada"] = ada.context.storage_state()


@pytest.mark.slow
def test_a_key_that_comes_back_ends_the_session_and_its_owner_reads_why(
    people: People, house: House, one_server: Server
) -> None:
    """Somebody has copied the cookies, and uses them after the page has exchanged them for new ones."""
    page = another_device(people, house, one_server)
    copied = {each["name"]: each["value"] for each in page.context.cookies()}  # pyright: ignore
    page.evaluate("fetch('/auth/refresh', {method: 'POST'})")
    expect_changed(page, copied["parley_renewal"])
    with closing(sqlite3.connect(one_server.data / "parley.db", timeout=10)) as file, file:
        file.execute("UPDATE sessions SET rotated_at = datetime(rotated_at, '-2 minutes') || '.000000'")
    own = {"Origin": house.url}
    thief = httpx.post(f"{house.url}/auth/refresh", cookies=copied, headers=own, trust_env=False)
    assert thief.status_code == 401
    expect(page.get_by_text("was used a second time")).to_be_visible()
    page.goto("/login")
    expect(page.get_by_role("alert")).to_contain_text("as if somebody had copied it")


def expect_changed(page: Page, old: str) -> None:
    def changed() -> bool:
        return any(each.get("name") == "parley_renewal" and each.get("value") != old for each in page.context.cookies())

    wait_until(changed, seconds=20, what="a new refresh token")


def test_a_visitor_at_the_settings_ends_at_the_sign_in_page(people: People, house: House) -> None:
    page = people("visitor", base_url=house.url)
    page.goto("/settings")
    expect(page.get_by_role("button", name="Email me a link")).to_be_visible()


@pytest.mark.slow
def test_on_a_phone_nothing_is_wider_than_the_screen(house: House, people: People) -> None:
    (ada,) = house.call_in(people, "ada", at="/settings", phone=True, dark=True)
    expect(ada.get_by_role("heading", name="Sign-in methods")).to_be_visible()
    assert ada.evaluate("document.documentElement.scrollWidth") <= 390

"""Passwords, where an installation allows them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import StartServers
from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.house import House, email
from tests.stack.chromium import People
from tests.stack.server import Server

GOOD, OTHER = "correct horse battery", "a better horse still"


@pytest.fixture(scope="module")
def one_server(start_servers: StartServers) -> Server:
    return start_servers(1, PASSWORD_SIGN_IN="true")[0]


def fill(page: Page, **fields: str) -> None:
    for label, value in fields.items():
        page.get_by_role("textbox", name=label.replace("_", " "), exact=True).fill(value)


def sign_in(page: Page, password: str, who: str = "grace") -> None:
    page.goto("/login")
    fill(page, Email=email(who), Password=password)
    page.keyboard.press("Enter")


def test_a_password_is_set_changed_and_signs_in(call_in: Guests, people: People, house: House) -> None:
    (grace,) = call_in("grace", at="/settings")
    fill(grace, New_password=GOOD)
    grace.get_by_role("button", name="Set password").click()
    expect(grace.get_by_text("Your password is set.")).to_be_visible()
    other = people("other", base_url=house.url)
    sign_in(other, GOOD)
    screen.expect_room(other)
    fill(grace, Current_password="wrong", New_password=OTHER)
    grace.get_by_role("button", name="Change password").click()
    expect(screen.alert(grace)).to_have_text("That is not your current password.")
    expect(grace.get_by_role("textbox", name="New password")).to_have_value(OTHER)
    fill(grace, Current_password=GOOD)
    grace.get_by_role("button", name="Change password").click()
    expect(grace.get_by_text("Your password is set.")).to_be_visible()
    expect(other.get_by_text("Your password was changed, which signs out all other devices.")).to_be_visible()
    sign_in(other, OTHER)
    screen.expect_room(other)


@pytest.mark.slow
def test_a_wrong_one_is_refused_and_the_address_stays(people: People, house: House) -> None:
    page = people("visitor", base_url=house.url)
    sign_in(page, "wrong password", "ada")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    expect(page.get_by_role("textbox", name="Email")).to_have_value(email("ada"))


@pytest.mark.slow
def test_enter_without_a_password_asks_for_a_link(people: People, house: House) -> None:
    page = people("visitor", base_url=house.url)
    sign_in(page, "")
    page.wait_for_url(re.compile("sent=1"))
    expect(page.get_by_text("a link is on its way")).to_be_visible()

"""Passkeys, with the authenticator that Chromium simulates."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.house import House
from tests.stack.chromium import People

NOISE = ("Failed to load resource",)  # a refusal of ours is a 403, and browsers say so
ROOMS = "**/rooms/**"


def authenticator(page: Page, *, verifies: bool = True) -> tuple[CDPSession, str]:
    """A device that keeps passkeys, and whose owner touches it at once, or does not."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": verifies, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return devtools, devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def add_one(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey was added.")).to_be_visible()


def sign_out(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/login")


def said(page: Page):
    return page.locator("#passkey-said")


@pytest.fixture
def grace(call_in: Guests) -> Page:
    return call_in("grace", alone=True)[0]  # with an authenticator


def test_a_passkey_is_added_signs_in_and_is_removed(grace: Page) -> None:
    authenticator(grace)
    add_one(grace)
    expect(grace.get_by_role("list", name="Passkeys").get_by_role("listitem")).to_have_count(1)
    sign_out(grace)
    grace.get_by_role("button", name="Sign in with a passkey").click()
    screen.expect_room(grace)
    grace.goto("/settings")
    grace.get_by_role("button", name="Remove passkey").click()
    grace.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(grace.get_by_text("The passkey was removed.")).to_be_visible()
    sign_out(grace)
    grace.get_by_role("button", name="Sign in with a passkey").click()
    expect(said(grace)).to_contain_text("not known here")


@pytest.mark.slow
def test_a_passkey_is_called_by_where_it_was_made_until_its_owner_knows_better(grace: Page) -> None:
    authenticator(grace)
    add_one(grace)
    mine = grace.get_by_role("list", name="Passkeys").get_by_role("listitem").last
    expect(mine).to_contain_text("Chrome on Linux")
    mine.get_by_role("button", name="Rename passkey").click()
    dialog = grace.get_by_role("dialog", name="Rename this passkey")
    expect(dialog.get_by_role("textbox", name="Name")).to_have_value("Chrome on Linux")
    dialog.get_by_role("textbox", name="Name").fill(" ")
    dialog.get_by_role("button", name="Rename").click()
    expect(dialog.get_by_role("alert")).to_contain_text("1 to 80 characters")
    dialog.get_by_role("textbox", name="Name").fill("My lab computer")
    dialog.get_by_role("button", name="Rename").click()
    expect(mine).to_contain_text("My lab computer")
    said = grace.get_by_role("status").filter(has_text="has its new name")
    expect(said).to_be_in_viewport()  # however far down the page one is
    grace.get_by_role("button", name="Close this message").click()
    expect(said).to_have_count(0)


@pytest.mark.slow
def test_a_device_that_has_one_is_not_given_another(grace: Page) -> None:
    authenticator(grace)
    add_one(grace)
    grace.get_by_role("button", name="Add a passkey").click()
    expect(said(grace)).to_contain_text("has a passkey for your account already")


@pytest.mark.slow
def test_a_stranger_to_the_device_gets_nowhere(grace: Page) -> None:
    devtools, device = authenticator(grace)
    add_one(grace)
    sign_out(grace)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    grace.get_by_role("button", name="Sign in with a passkey").click()
    expect(said(grace)).to_have_text("No passkey was used.")
    assert not [each for each in grace.context.cookies() if each.get("name") == "parley_access"]


@pytest.mark.slow
def test_a_recorded_answer_is_good_once(grace: Page, house: House, people: People) -> None:
    authenticator(grace)
    add_one(grace)
    sign_out(grace)
    sent: list[tuple[str, str]] = []

    def record(request: Any) -> None:
        if request.url.endswith("/auth/passkey/use"):
            sent.append((request.post_data, request.all_headers().get("cookie", "")))

    grace.on("requestfinished", record)
    grace.get_by_role("button", name="Sign in with a passkey").click()
    screen.expect_room(grace)
    thief = people("thief", base_url=house.url)
    ((body, cookie),) = sent
    headers = {"Cookie": cookie, "Origin": house.url}
    answer = thief.request.post("/auth/passkey/use", data=body, headers=headers)
    assert answer.status == 403
    assert answer.json()["error"]
    assert not [each for each in thief.context.cookies() if each.get("name") == "parley_access"]

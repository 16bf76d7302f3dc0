"""The screen itself: its names, its keys, its shape on a phone, its colours."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from chat_app import theme
from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.house import House
from tests.stack.chromium import People
from tests.stack.sample import sample

LOOKS = {"light": theme.LIGHT, "dark": theme.DARK}
GROUND = "(el) => getComputedStyle(el).backgroundColor"

# ── names ──


def test_everything_in_a_room_has_the_name_that_people_and_tests_rely_on(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    screen.post(ada, "Hello")
    screen.expect_message(ada, "Hello")
    for role, name in (
        ("navigation", "Rooms"), ("button", "New room"), ("button", "New message"), ("button", "Ada Lovelace"),
        ("heading", "watercooler"), ("log", "Messages"), ("textbox", "Message"), ("button", "Send"),
    ):  # fmt: skip
        expect(ada.get_by_role(role, name=name, exact=True)).to_have_count(1)  # pyright: ignore[reportArgumentType]
    expect(screen.connection(ada)).to_be_empty()
    message = screen.article(ada, "Hello")
    expect(message).to_have_accessible_name(re.compile("^Ada Lovelace"))
    for attribute in ("data-message-id", "data-seq", "data-state"):
        expect(message).to_have_attribute(attribute, re.compile("."))


def test_everything_at_the_door_has_its_name(house: House, people: People) -> None:
    visitor = people("visitor", base_url=house.url)
    visitor.goto("/login")
    expect(visitor.get_by_role("textbox", name="Email", exact=True)).to_be_visible()
    expect(visitor.get_by_role("button", name="Email me a link", exact=True)).to_be_visible()


@pytest.mark.slow
def test_everything_in_the_dialogs_has_its_name(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    ada.get_by_role("button", name="New room").click()
    for role, name in (
        ("textbox", "Room name"), ("radio", "Open"), ("radio", "Closed"), ("button", "Create room"),
    ):  # fmt: skip
        expect(ada.get_by_role(role, name=name, exact=True)).to_be_visible()  # pyright: ignore[reportArgumentType]
    ada.keyboard.press("Escape")
    ada.get_by_role("button", name="New message").click()
    expect(ada.get_by_role("combobox", name="People", exact=True)).to_be_visible()
    expect(ada.get_by_role("button", name="Start", exact=True)).to_be_visible()
    ada.keyboard.press("Escape")
    ada.get_by_role("button", name="Ada Lovelace", exact=True).click()
    expect(ada.get_by_role("menuitem", name="Sign out", exact=True)).to_be_visible()


# ── keys ──


def test_shift_enter_breaks_the_line_and_enter_sends(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    expect(screen.box(ada)).to_be_focused()
    ada.keyboard.type("Two")
    ada.keyboard.press("Shift+Enter")
    ada.keyboard.type("lines")
    expect(screen.box(ada)).to_have_value("Two\nlines")
    ada.keyboard.press("Enter")
    expect(screen.article(ada, re.compile(r"Two\s*lines"))).to_have_attribute("data-state", "sent")  # pyright: ignore


def test_an_enter_that_ends_a_composition_does_not_send(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    screen.box(ada).fill("日本")
    screen.box(ada).dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(screen.box(ada)).to_have_value("日本")
    screen.box(ada).press("Enter")
    screen.expect_message(ada, "日本")


def test_a_dialog_opens_keeps_and_gives_back_the_focus(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    opener = ada.get_by_role("button", name="New room")
    _tab_to(ada, opener)
    ada.keyboard.press("Enter")
    dialog = ada.get_by_role("dialog", name="New room")
    expect(dialog.get_by_role("textbox", name="Room name")).to_be_focused()
    for _ in range(8):
        ada.keyboard.press("Tab")
        assert dialog.evaluate("(dialog) => dialog.contains(document.activeElement)")
    ada.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


@pytest.mark.slow
def test_a_room_is_made_and_written_in_without_a_mouse(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    _tab_to(ada, ada.get_by_role("button", name="New room"))
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("textbox", name="Room name")).to_be_focused()
    ada.keyboard.type("keyboards")
    ada.keyboard.press("Enter")
    screen.expect_room(ada, "keyboards")
    _tab_to(ada, screen.box(ada))
    ada.keyboard.type("Click")
    ada.keyboard.press("Enter")
    screen.expect_message(ada, "Click")


@pytest.mark.slow
def test_the_account_menu_works_by_keyboard(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    account = ada.get_by_role("button", name="Ada Lovelace", exact=True)
    _tab_to(ada, account)
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("menuitem").first).to_be_focused()
    ada.keyboard.press("End")
    expect(ada.get_by_role("menuitem", name="Sign out")).to_be_focused()
    ada.keyboard.press("Escape")
    expect(account).to_be_focused()


# ── on a phone ──


def test_a_phone_shows_one_pane_with_a_way_back(call_in: Guests) -> None:
    (ada,) = call_in("ada", phone=True)
    expect(screen.rooms(ada)).to_be_hidden()
    ada.get_by_role("link", name="Back to rooms").tap()
    expect(screen.rooms(ada)).to_be_visible()
    expect(screen.box(ada)).to_be_hidden()
    screen.room_link(ada, "watercooler").tap()
    screen.expect_room(ada, "watercooler")
    expect(screen.rooms(ada)).to_be_hidden()


@pytest.mark.parametrize("at", sample(["/", "/rooms", "/login"], 1))
def test_nothing_is_wider_than_a_phone(call_in: Guests, at: str) -> None:
    (ada,) = call_in("ada", phone=True)
    if at == "/":
        screen.post(ada, "https://example.org/" + "long" * 60)
        screen.expect_message(ada, "long")
    else:
        ada.goto(at)
    assert ada.evaluate("document.documentElement.scrollWidth") <= 390


# ── colours ──


@pytest.mark.parametrize(
    ("look", "phone"), sample([("light", False), ("dark", True), ("dark", False), ("light", True)], 2)
)
def test_the_room_wears_the_colours_of_the_system(call_in: Guests, look: str, phone: bool) -> None:
    (ada,) = call_in("ada", phone=phone, dark=look == "dark")
    assert ada.locator("body").evaluate(GROUND) == _rgb(LOOKS[look]["page"])
    if not phone:
        assert screen.rooms(ada).evaluate(GROUND) == _rgb(LOOKS[look]["rail"])
    ink = screen.box(ada).evaluate("(el) => getComputedStyle(el).color")
    assert ink == _rgb(LOOKS[look]["ink"])
    assert len(ada.screenshot()) > 10_000  # a blank screen compresses to less


@pytest.mark.slow
def test_light_and_dark_can_be_switched_and_the_choice_stays(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    ada.get_by_role("button", name="Ada Lovelace", exact=True).click()
    ada.get_by_role("menuitem", name="Switch light and dark").click()
    expect(ada.locator("body")).to_have_css("background-color", _rgb(theme.DARK["page"]))
    ada.reload()
    screen.expect_room(ada)
    expect(ada.locator("body")).to_have_css("background-color", _rgb(theme.DARK["page"]))


def _tab_to(page: Page, target: Locator) -> None:
    """Press Tab until it has the focus."""
    expect(target).to_be_visible()
    for _ in range(40):
        if target.evaluate("(el) => el === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")


def _rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour.removeprefix("#")))

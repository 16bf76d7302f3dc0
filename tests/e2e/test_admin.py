"""The admin pages: people and what they may do, rooms, the workspace's settings, the audit log; and closed doors."""

from __future__ import annotations

import io
import re
import sqlite3
from contextlib import closing

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.house import House
from tests.stack.chromium import People
from tests.stack.server import Server

NOISE = ("WebSocket",)


@pytest.fixture(scope="module")
def house(browser: Browser, one_server: Server) -> House:
    """Ada, who owns the workspace, Grace, and Alan, who comes to harm."""
    return House.founded(browser, one_server.url, "grace", "alan")


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (40, 120, 200)).save(file, "PNG")
    return file.getvalue()


def choose(page: Page, name: str, item: str) -> None:
    """By keyboard: the menu takes the first letters."""
    page.get_by_role("button", name=f"What to do with {name}").press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.type(item)
    expect(page.get_by_role("menuitem", name=item)).to_be_focused()
    page.keyboard.press("Enter")


def answer(page: Page, button: str | re.Pattern[str]) -> None:
    """By keyboard, once the question has the focus."""
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(":focus").or_(dialog.and_(page.locator(":focus")))).to_have_count(1)
    dialog.get_by_role("button", name=button, exact=isinstance(button, str)).press("Enter")


def give(page: Page, name: str, role: str) -> None:
    page.get_by_role("combobox", name=f"Role of {name}").select_option(role)
    page.get_by_role("dialog").get_by_role("button", name=f"Make {role}").click()


def test_only_admins_find_the_admin_pages(call_in: Guests) -> None:
    (grace,) = call_in("grace", at="/admin")
    expect(grace.get_by_text("There is no such page")).to_be_visible()
    expect(grace.get_by_role("navigation", name="Administration")).to_have_count(0)
    assert "ada@watercooler.example" not in grace.content()


def test_a_role_changes_what_somebody_may_do_at_once(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    ada.goto("/admin")
    role = ada.get_by_role("combobox", name="Role of Grace Hopper")
    role.press("ArrowUp")
    dialog = ada.get_by_role("dialog", name="Change what this person may do?")
    expect(dialog).to_contain_text("Grace Hopper can then look after people")
    ada.keyboard.press("Escape")
    expect(role).to_be_focused()
    expect(role).to_have_value("member")
    give(ada, "Grace Hopper", "admin")
    expect(role).to_be_focused()
    screen.rooms(grace).get_by_role("button", name="Workspace menu").click()
    expect(grace.get_by_role("menuitem", name="Administration")).to_be_visible()
    give(ada, "Ada Lovelace", "member")
    expect(dialog.get_by_role("alert")).to_contain_text("A workspace needs an owner")
    dialog.get_by_role("button", name="Cancel").click()
    give(ada, "Grace Hopper", "member")
    expect(role).to_have_value("member")


@pytest.mark.slow
def test_a_workspace_takes_another_name_and_colour_everywhere_at_once(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    ada.goto("/admin/workspace")
    ada.get_by_role("textbox", name="Name").fill("Analytical Engines")
    ada.get_by_role("radio", name="Teal").check()
    ada.get_by_role("textbox", name="Domains").fill("not a domain")
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_role("alert")).to_contain_text("A domain looks like example.org")
    ada.get_by_role("textbox", name="Domains").fill("engines.example")
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_text("Saved.")).to_be_visible()
    expect(screen.rooms(grace)).to_contain_text("Analytical Engines")
    expect(grace.locator("html")).to_have_attribute("data-accent", "teal")
    grace.goto("/settings")
    expect(grace.locator("html")).to_have_attribute("data-accent", "teal")
    ada.goto("/admin/audit")
    expect(ada.get_by_role("list", name="Audit log")).to_contain_text("Workspace changed")


@pytest.mark.slow
def test_a_picture_of_the_workspace_shows_before_and_behind_the_door(call_in: Guests, people: People) -> None:
    ada, grace = call_in("ada", "grace")
    ada.goto("/admin/workspace")
    ada.get_by_role("textbox", name="Name").fill("Half typed")
    field = ada.get_by_label("Picture", exact=True)
    field.set_input_files({"name": "us.svg", "mimeType": "image/png", "buffer": b"<svg/>"})
    expect(ada.get_by_role("alert")).to_contain_text("Please choose a PNG, JPEG or WebP file.")
    field.set_input_files({"name": "us.png", "mimeType": "image/png", "buffer": png()})
    shown = screen.rooms(grace).locator("header img")
    expect(shown).to_have_js_property("naturalWidth", 256)
    expect(ada.get_by_role("textbox", name="Name")).to_have_value("Half typed")
    visitor = people("visitor", base_url=grace.url.partition("/rooms")[0], phone=True, dark=True)
    visitor.goto("/login")
    expect(visitor.locator("main img")).to_have_js_property("naturalWidth", 256)
    ada.get_by_role("button", name="Remove").press("Enter")
    expect(shown).to_have_count(0)
    expect(field).to_be_focused()


@pytest.mark.slow
def test_a_room_is_archived_from_the_list(meet: Guests) -> None:
    ada, grace = meet("to be closed", "ada", "grace")
    ada.goto("/admin/rooms")
    ada.get_by_role("searchbox", name="Search rooms").fill("closed")
    ada.get_by_role("searchbox", name="Search rooms").press("Enter")
    ada.get_by_role("button", name="Archive to be closed").click()
    expect(ada.get_by_role("button", name="Use to be closed again")).to_be_visible()
    expect(grace.get_by_text("This room is archived.")).to_be_visible()


def test_flagged_messages_are_counted_and_let_stand_or_removed(meet: Guests, one_server: Server) -> None:
    ada, grace = meet("flags", "ada", "grace")
    screen.post(grace, "A fine word", "A flagged word")
    for text in ("A fine word", "A flagged word"):
        screen.expect_message(ada, text)
    with closing(sqlite3.connect(one_server.data / "parley.db", timeout=10)) as file, file:  # as a filter would have
        file.execute(
            "INSERT INTO flags (id, message_id, filter, reason, created_at) SELECT lower(hex(randomblob(16))), id, "
            "'house_rules', 'not nice', created_at FROM messages WHERE content LIKE 'A f%word'"
        )
    ada.goto("/admin")
    ada.get_by_role("link", name="Flagged, 2 to look at").click()
    listed = ada.get_by_role("list", name="Flagged messages").get_by_role("listitem")
    expect(listed).to_have_count(2)
    expect(listed.filter(has_text="A flagged word")).to_contain_text("not nice (house_rules)")
    listed.filter(has_text="A fine word").get_by_role("button", name="Dismiss").click()
    expect(listed).to_have_count(1)
    listed.get_by_role("button", name="Remove the message of Grace Hopper").click()
    ada.get_by_role("dialog", name="Remove this message?").get_by_role("button", name="Remove").click()
    expect(ada.get_by_text("Nothing to look at")).to_be_visible()
    expect(ada.get_by_role("link", name="Flagged", exact=True)).to_be_visible()
    expect(screen.article(grace, "A flagged word")).to_have_count(0)
    screen.expect_message(grace, "A fine word")


@pytest.mark.slow
def test_on_a_phone_all_admin_pages_can_be_reached(call_in: Guests) -> None:
    (ada,) = call_in("ada", at="/admin", phone=True, dark=True)
    for name in ("Invites", "Rooms", "Flagged", "Workspace", "Audit log", "People"):
        ada.get_by_role("navigation", name="Administration").get_by_role("link", name=name).click()
        expect(ada.get_by_role("heading", level=1)).to_have_text(name)
        expect(ada.get_by_role("status", name="Loading rooms")).to_have_count(0)
        assert ada.evaluate("document.documentElement.scrollWidth") <= 390


def test_messages_are_erased_and_a_banned_person_is_told_and_kept_out_all_by_keyboard(
    meet: Guests, house: House, people: People
) -> None:
    ada, alan, grace = meet("harm", "ada", "alan", "grace")
    screen.post(alan, "spam one", "spam two")
    screen.expect_message(grace, "spam two")
    link = screen.invite_link(ada)
    ada.goto("/admin")
    ada.get_by_role("searchbox", name="Search people").press_sequentially("alan")
    ada.keyboard.press("Enter")
    found = ada.get_by_role("list", name="People")
    expect(found.get_by_role("listitem")).to_have_count(1)
    choose(ada, "Alan Turing", "Erase")
    answer(ada, re.compile(r"Erase \d+ messages"))
    expect(ada.get_by_text("All messages of this person are erased.")).to_be_visible()
    screen.expect_feed(grace, [])
    choose(ada, "Alan Turing", "Ban")
    answer(ada, "Ban")
    expect(found).to_contain_text("Banned")
    expect(ada.get_by_role("button", name="What to do with Alan Turing")).to_be_focused()
    expect(alan.get_by_text("Your account has been deactivated")).to_be_visible()
    screen.post(grace, "He cannot read this")
    screen.expect_message(grace, "He cannot read this")
    expect(alan.get_by_text("He cannot read this")).to_have_count(0)
    stranger = people("stranger", base_url=house.url)
    stranger.goto(link)
    stranger.get_by_role("textbox", name="Your name").fill("Somebody else")
    stranger.get_by_role("textbox", name="Email").fill("alan@watercooler.example")
    stranger.get_by_role("button", name="Join").click()
    expect(stranger.get_by_role("alert")).to_contain_text("This address may not join.")
    choose(ada, "Alan Turing", "Reactivate")
    expect(ada.get_by_text("The account can be used again.")).to_be_visible()

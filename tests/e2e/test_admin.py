"""The admin pages: people and what they may do, rooms, the workspace's settings, the audit log; and closed doors."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.house import House
from tests.stack.server import Server

NOISE = ("WebSocket",)


@pytest.fixture(scope="module")
def house(browser: Browser, one_server: Server) -> House:
    """Ada, who owns the workspace, Grace, and Alan, who comes to harm."""
    return House.founded(browser, one_server.url, "grace", "alan")


def choose(page: Page, name: str, item: str) -> None:
    page.get_by_role("button", name=f"What to do with {name}").click()
    page.get_by_role("menuitem", name=item).click()


def test_only_admins_find_the_admin_pages(call_in: Guests) -> None:
    (grace,) = call_in("grace", at="/admin")
    expect(grace.get_by_text("There is no such page")).to_be_visible()
    expect(grace.get_by_role("navigation", name="Administration")).to_have_count(0)
    assert "ada@watercooler.example" not in grace.content()


def test_a_role_changes_what_somebody_may_do_at_once(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    ada.goto("/admin")
    ada.get_by_role("combobox", name="Role of Grace Hopper").select_option("admin")
    screen.rooms(grace).get_by_role("button", name="Workspace menu").click()
    expect(grace.get_by_role("menuitem", name="Administration")).to_be_visible()
    ada.get_by_role("combobox", name="Role of Ada Lovelace").select_option("member")
    expect(ada.get_by_role("alert")).to_contain_text("A workspace needs an owner")
    ada.get_by_role("combobox", name="Role of Grace Hopper").select_option("member")


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
    ada.goto("/admin/audit")
    expect(ada.get_by_role("list", name="Audit log")).to_contain_text("workspace.changed")


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


def test_on_a_phone_all_admin_pages_can_be_reached(call_in: Guests) -> None:
    (ada,) = call_in("ada", at="/admin", phone=True, dark=True)
    for name in ("Invites", "Rooms", "Flagged", "Workspace", "Audit log", "People"):
        ada.get_by_role("navigation", name="Administration").get_by_role("link", name=name).click()
        expect(ada.get_by_role("heading", level=1)).to_have_text(name)
        expect(ada.get_by_role("status", name="Loading rooms")).to_have_count(0)
        assert ada.evaluate("document.documentElement.scrollWidth") <= 390


def test_messages_are_erased_and_a_deactivated_person_is_told_and_kept_out(meet: Guests, house: House) -> None:
    ada, alan, grace = meet("harm", "ada", "alan", "grace")
    screen.post(alan, "spam one", "spam two")
    screen.expect_message(grace, "spam two")
    ada.goto("/admin")
    choose(ada, "Alan Turing", "Erase all messages")
    ada.get_by_role("dialog").get_by_role("button", name=re.compile(r"Erase \d+ messages")).click()
    expect(ada.get_by_text("All messages of this person are erased.")).to_be_visible()
    screen.expect_feed(grace, [])
    choose(ada, "Alan Turing", "Deactivate")
    ada.get_by_role("dialog").get_by_role("button", name="Deactivate").click()
    expect(alan.get_by_text("Your account has been deactivated")).to_be_visible()
    screen.post(grace, "He cannot read this")
    screen.expect_message(grace, "He cannot read this")
    expect(alan.get_by_text("He cannot read this")).to_have_count(0)
    choose(ada, "Alan Turing", "Reactivate")
    expect(ada.get_by_text("The account can be used again.")).to_be_visible()

"""Looking after a room: people in and out, its name and what it is about, owners, and putting it away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.house import House
from tests.stack.server import Server


@pytest.fixture(scope="module")
def house(browser: Browser, one_server: Server) -> House:
    """Ada, who owns the workspace, Grace and Alan."""
    return House.founded(browser, one_server.url, "grace", "alan")


def lines(page: Page) -> Locator:
    """What the system has said in the open room."""
    return screen.feed(page).locator(".system-line")


def open_details(page: Page) -> Locator:
    page.get_by_role("button", name="Details", exact=True).click()
    return page.get_by_role("complementary", name="Details")


def confirm(page: Page, button: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()


def test_people_are_added_and_everybody_is_told_without_the_room_being_unread(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.create_room(ada, "board", kind="Closed")
    screen.expect_room(ada, "board")
    screen.add_people(ada, "Grace Hopper")
    expect(lines(ada)).to_contain_text(["You added Grace Hopper"])
    expect(screen.room_link(grace, "board")).to_be_visible()  # named without a number: nothing in it is unread
    screen.go_to(grace, "board")
    expect(lines(grace)).to_contain_text(["Ada Lovelace added you"])
    screen.post(grace, "Thank you")
    screen.expect_message(ada, "Thank you")


def test_somebody_removed_is_told_by_whom_at_once(meet: Guests) -> None:
    ada, grace = meet("strategy", "ada", "grace")
    details = open_details(ada)
    expect(details.get_by_role("listitem")).to_have_count(2)
    screen.about_member(ada, "Grace Hopper", "Remove from room")
    confirm(ada, "Remove")
    expect(grace.get_by_text("You were removed from #strategy by Ada Lovelace")).to_be_visible()
    expect(screen.box(grace)).to_have_count(0)
    expect(screen.room_link(grace, "strategy")).to_have_count(0)
    expect(details.get_by_role("listitem")).to_have_count(1)
    expect(lines(ada).last).to_contain_text("You removed Grace Hopper")


@pytest.mark.slow
def test_somebody_removed_while_looking_elsewhere_is_told_until_they_have_read_it(meet: Guests) -> None:
    ada, grace = meet("budget", "ada", "grace")
    screen.go_to(grace, "watercooler")
    open_details(ada)
    screen.about_member(ada, "Grace Hopper", "Remove from room")
    confirm(ada, "Remove")
    told = grace.get_by_text("Ada Lovelace removed you from #budget")
    expect(told).to_be_visible()
    expect(screen.room_link(grace, "budget")).to_have_count(0)
    grace.get_by_role("button", name="Close", exact=True).click()
    expect(told).to_have_count(0)


@pytest.mark.slow
def test_a_new_name_topic_and_description_show_everywhere(meet: Guests) -> None:
    ada, grace = meet("draft name", "ada", "grace")
    open_details(grace)
    screen.room_menu(ada, "Edit room")
    dialog = ada.get_by_role("dialog", name="Edit room")
    dialog.get_by_role("textbox", name="Room name").fill("final name")
    dialog.get_by_role("textbox", name="Topic").fill("What we ship")
    dialog.get_by_role("textbox", name="Description").fill("Everything about the release.")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    screen.expect_room(grace, "final name")
    expect(screen.room_link(grace, "final name")).to_be_visible()
    expect(grace.get_by_role("complementary", name="Details")).to_contain_text("Everything about the release.")
    expect(lines(grace).filter(has_text="renamed the room to final name")).to_have_count(1)
    expect(lines(grace).filter(has_text="changed the topic to “What we ship”")).to_have_count(1)


def test_a_member_made_an_owner_manages_the_room_until_made_a_member_again(meet: Guests) -> None:
    ada, grace = meet("reading group", "ada", "grace")
    details = open_details(ada)
    about_grace = details.get_by_role("listitem").filter(has_text="Grace Hopper")
    screen.about_member(ada, "Grace Hopper", "Make owner")
    confirm(ada, "Make owner")
    expect(about_grace).to_contain_text("Owner")
    expect(lines(grace).last).to_contain_text("Ada Lovelace made you an owner")
    grace.get_by_role("button", name="Room menu").click()
    expect(grace.get_by_role("menuitem", name="Archive room")).to_be_visible()
    grace.keyboard.press("Escape")
    screen.about_member(ada, "Grace Hopper", "Make member")
    confirm(ada, "Make member")
    expect(about_grace).not_to_contain_text("Owner")
    grace.get_by_role("button", name="Room menu").click()
    expect(grace.get_by_role("menuitem", name="Leave room")).to_be_visible()
    expect(grace.get_by_role("menuitem", name="Archive room")).to_have_count(0)


@pytest.mark.slow
def test_the_last_owner_hands_over_before_leaving(meet: Guests) -> None:
    ada, grace = meet("handed over", "ada", "grace")
    screen.leave_room(ada)
    expect(ada.get_by_role("alert")).to_contain_text("This room needs an owner")
    ada.get_by_role("button", name="Choose an owner").click()
    screen.about_member(ada, "Grace Hopper", "Hand over the room")
    confirm(ada, "Hand over")
    expect(lines(grace).last).to_contain_text("Ada Lovelace made you an owner")
    screen.leave_room(ada)
    ada.wait_for_url("**/rooms")
    expect(lines(grace).last).to_contain_text("Ada Lovelace left")


def test_an_archived_room_can_be_read_and_found_but_not_written_in(meet: Guests) -> None:
    ada, grace = meet("old project", "ada", "grace")
    screen.post(ada, "We are done")
    screen.expect_message(grace, "We are done")
    screen.room_menu(ada, "Archive room")
    confirm(ada, "Archive")
    expect(grace.get_by_text("This room is archived.")).to_be_visible()
    expect(screen.box(grace)).to_be_hidden()
    expect(screen.room_link(grace, "old project")).to_have_count(0)
    grace.goto("/")  # which leads to the last room that is in use
    screen.expect_room(grace, "watercooler")
    screen.rooms(grace).get_by_role("button", name="Browse rooms").click()
    grace.get_by_role("region", name="Archived").get_by_role("link", name="old project").click()
    screen.expect_message(grace, "We are done")
    screen.room_menu(ada, "Use this room again")
    confirm(ada, "Use again")
    screen.post(grace, "Or not quite")
    screen.expect_message(ada, "Or not quite")


@pytest.mark.slow
def test_several_people_share_one_conversation_however_it_was_opened(call_in: Guests) -> None:
    (ada, alan) = call_in("ada", "alan")
    for page, others in ((ada, ("Grace Hopper", "Alan Turing")), (alan, ("Ada Lovelace", "Grace Hopper"))):
        screen.rooms(page).get_by_role("button", name="New message").click()
        dialog = page.get_by_role("dialog", name="New message")
        for name in others:
            dialog.get_by_role("combobox", name="People").fill(name)
            dialog.get_by_role("checkbox", name=name).check()
        dialog.get_by_role("button", name="Start").click()
        for name in others:
            expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert ada.url == alan.url
    screen.post(alan, "The three of us")
    screen.expect_message(ada, "The three of us")


@pytest.mark.slow
def test_on_a_phone_in_the_dark_everything_is_within_reach(call_in: Guests) -> None:
    (ada,) = call_in("ada", phone=True, dark=True)
    details = open_details(ada)
    expect(details.get_by_role("button", name="Add people")).to_be_visible()
    expect(details.get_by_role("combobox", name="Notifications")).to_be_visible()
    assert ada.evaluate("document.documentElement.scrollWidth") <= 390

"""Rooms: making, finding, leaving and linking them; conversations between two; and closed doors."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.stack.chromium import People


def test_whoever_makes_a_room_is_in_it_and_sees_it_in_the_sidebar(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    screen.create_room(ada, "designers")
    screen.expect_room(ada, "designers")
    expect(screen.room_link(ada, "designers")).to_have_attribute("aria-current", "page")
    expect(ada).to_have_title("designers · Parley")


@pytest.mark.slow
def test_a_taken_name_is_refused_with_a_sentence(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    screen.create_room(ada, "Watercooler")
    dialog = ada.get_by_role("dialog", name="New room")
    expect(dialog.get_by_role("alert")).to_have_text("There is a room of that name already.")
    expect(dialog.get_by_role("textbox", name="Room name")).to_have_value("Watercooler")


def test_an_open_room_is_found_and_joined(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.create_room(ada, "lunch")
    screen.expect_room(ada, "lunch")
    screen.join_room(grace, "lunch")
    screen.post(grace, "Soup?")
    screen.expect_message(ada, "Soup?")


def test_a_closed_room_is_not_found(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.create_room(ada, "open plans")
    screen.expect_room(ada, "open plans")
    screen.create_room(ada, "secret plans", kind="Closed")
    screen.expect_room(ada, "secret plans")
    screen.rooms(grace).get_by_role("button", name="Browse rooms").click()
    expect(grace.get_by_role("button", name="Join open plans")).to_be_visible()
    expect(grace.get_by_text("secret plans")).to_have_count(0)


@pytest.mark.slow
def test_who_leaves_a_room_is_out_of_it_in_all_tabs(meet: Guests, people: People) -> None:
    ada, grace = meet("engineering", "ada", "grace")
    other = people.another_tab(grace)
    other.goto(grace.url)
    screen.expect_room(other, "engineering")
    screen.leave_room(grace)
    grace.wait_for_url("**/rooms")
    expect(screen.room_link(grace, "engineering")).to_have_count(0)
    expect(other.get_by_text("You are no longer in this room")).to_be_visible()
    screen.post(ada, "Is she gone?")
    screen.expect_message(ada, "Is she gone?")
    expect(other.get_by_text("Is she gone?")).to_have_count(0)


def test_a_conversation_is_the_same_room_from_both_sides(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.talk_to(ada, "Grace Hopper")
    screen.talk_to(grace, "Ada Lovelace")
    assert _path(ada.url) == _path(grace.url)
    screen.post(ada, "Only for you")
    screen.expect_message(grace, "Only for you")


@pytest.mark.slow
def test_the_front_page_leads_back_to_the_last_room(meet: Guests) -> None:
    ada, *_ = meet("reading group", "ada")
    there = _path(ada.url)
    screen.go_to(ada, "watercooler")
    screen.go_to(ada, "reading group")
    ada.goto("/")
    screen.expect_room(ada, "reading group")
    assert _path(ada.url) == there


@pytest.mark.slow
def test_the_address_of_a_room_leads_its_members_there(meet: Guests) -> None:
    ada, grace = meet("support", "ada", "grace")
    screen.post(ada, "It does not start")
    screen.go_to(grace, "watercooler")
    grace.goto(ada.url)
    screen.expect_room(grace, "support")
    screen.expect_message(grace, "It does not start")


def test_who_is_not_in_an_open_room_may_join_at_its_address(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.create_room(ada, "allotment")
    screen.expect_room(ada, "allotment")
    screen.post(ada, "Beans")
    screen.expect_message(ada, "Beans")
    grace.goto(ada.url)
    expect(grace.get_by_text("You are not in #allotment yet")).to_be_visible()
    expect(grace.get_by_text("Beans")).to_have_count(0)
    grace.get_by_role("button", name="Join room").click()
    screen.expect_message(grace, "Beans")


def test_a_stranger_at_a_closed_room_sees_nothing_of_it(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.create_room(ada, "boardroom", kind="Closed")
    screen.expect_room(ada, "boardroom")
    screen.post(ada, "We sell the boat")
    screen.expect_message(ada, "We sell the boat")
    frames: list[str] = []
    grace.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    grace.goto(ada.url)
    expect(grace.get_by_text("There is no such room")).to_be_visible()
    assert frames
    assert not [frame for frame in frames if "boardroom" in frame or "boat" in frame]
    expect(screen.box(grace)).to_have_count(0)


@pytest.mark.slow
def test_a_room_that_never_was_looks_like_a_closed_one(call_in: Guests) -> None:
    (grace,) = call_in("grace", at="/rooms/00000000-0000-7000-8000-000000000000")
    expect(grace.get_by_text("There is no such room")).to_be_visible()
    expect(screen.box(grace)).to_have_count(0)


def test_the_old_messages_of_another_room_never_show(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    screen.post(ada, "At the watercooler")
    screen.expect_message(ada, "At the watercooler")
    screen.create_room(ada, "quiet")
    screen.expect_room(ada, "quiet")
    screen.expect_feed(ada, [])
    screen.go_to(ada, "watercooler")
    screen.expect_message(ada, "At the watercooler")


def _path(url: str) -> str:
    return re.sub(r"^https?://[^/]+", "", url)

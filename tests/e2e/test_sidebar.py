"""The list of rooms: stars, groups that fold away, and how loud each room is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.stack.chromium import People


def test_a_star_moves_a_room_to_the_top_in_all_of_ones_tabs(meet: Guests, people: People) -> None:
    (ada,) = meet("favourite", "ada")
    other = people.another_tab(ada)
    other.goto(ada.url)
    screen.expect_room(other, "favourite")
    ada.get_by_role("button", name="Star this room").click()
    for page in (ada, other):
        starred = screen.rooms(page).get_by_role("region", name="Starred")
        expect(starred.get_by_role("link", name="favourite", exact=True)).to_be_visible()
    ada.get_by_role("button", name="Unstar this room").click()
    expect(screen.rooms(other).get_by_role("region", name="Starred")).to_have_count(0)


def test_a_deleted_message_is_unread_no_more(meet: Guests) -> None:
    ada, grace = meet("slips", "ada", "grace")
    screen.go_to(grace, "watercooler")
    screen.post(ada, "a slip", "what I meant")
    expect(screen.room_link(grace, "slips, 2 unread")).to_be_visible()
    screen.article(ada, "a slip").hover()
    screen.article(ada, "a slip").get_by_role("button", name="Delete").click()
    expect(screen.room_link(grace, "slips, 1 unread")).to_be_visible()
    expect(grace).to_have_title("(1) watercooler · Parley")
    ada.get_by_role("button", name="Undo").click()
    expect(screen.room_link(grace, "slips, 2 unread")).to_be_visible()


@pytest.mark.slow
def test_a_group_folds_away_and_stays_so_after_a_reload(meet: Guests) -> None:
    (ada,) = meet("in a fold", "ada")
    button = screen.rooms(ada).get_by_role("button", name="Rooms", exact=True)
    button.press("Enter")
    expect(screen.room_link(ada, "watercooler")).to_have_count(0)
    expect(screen.room_link(ada, "in a fold")).to_be_visible()  # the open room stays in sight
    ada.reload()
    screen.expect_room(ada, "in a fold")
    expect(screen.room_link(ada, "watercooler")).to_have_count(0)
    button.click()
    expect(screen.rooms(ada).get_by_role("link", name=re.compile("^watercooler"))).to_be_visible()


@pytest.mark.slow
def test_a_muted_room_shows_no_number_and_counts_again_when_it_is_not(meet: Guests) -> None:
    ada, grace = meet("noisy", "ada", "grace")
    screen.room_menu(ada, "Mute")
    expect(screen.room_link(ada, "noisy")).to_have_attribute("data-muted", "true")
    screen.go_to(ada, "watercooler")
    screen.post(grace, "one", "two")
    screen.expect_message(grace, "two")
    expect(screen.room_link(ada, "noisy")).to_be_visible()
    expect(ada).to_have_title(re.compile(r"^watercooler"))
    screen.go_to(ada, "noisy")
    expect(ada.get_by_role("separator", name="New messages")).to_be_visible()

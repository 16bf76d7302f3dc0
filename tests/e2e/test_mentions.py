"""Mentions on the screen: suggested while one types, loud for whom they call, quiet for everybody else."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.e2e.test_messages import act, says
from tests.stack.server import Server


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def type_in(page: Page, text: str) -> None:
    screen.box(page).press_sequentially(text)


def test_enter_picks_a_suggestion_and_the_post_calls_her(meet: Guests) -> None:
    ada, grace = meet("kitchen", "ada", "grace")
    screen.go_to(grace, "watercooler")
    type_in(ada, "lunch, @gr")
    expect(options(ada)).to_have_text(["GHGrace Hopper"])
    expect(screen.box(ada)).to_have_attribute("aria-activedescendant", "suggestion-0")
    screen.box(ada).press("Enter")
    expect(screen.box(ada)).to_have_value("lunch, @Grace Hopper ")
    expect(options(ada)).to_have_count(0)
    expect(screen.articles(ada)).to_have_count(0)
    type_in(ada, "at one?")
    screen.box(ada).press("Enter")
    expect(says(ada, "at one?").locator(".mention")).to_have_text("@Grace Hopper")
    expect(says(ada, "at one?")).to_have_attribute("data-mentioned", "false")
    expect(screen.room_link(grace, "kitchen, 1 unread, mentioned")).to_be_visible()
    screen.post(ada, "two?")
    expect(screen.room_link(grace, "kitchen, 2 unread, mentioned")).to_be_visible()
    expect(screen.room_link(grace, "kitchen, 2 unread, mentioned").locator("[data-mentioned=true]")).to_have_text("1")
    screen.go_to(grace, "kitchen")
    expect(says(grace, "at one?")).to_have_attribute("data-mentioned", "true")
    expect(says(grace, "two?")).to_have_attribute("data-mentioned", "false")
    expect(screen.room_link(grace, "kitchen")).to_be_visible()


@pytest.mark.slow
def test_a_mention_opens_the_card_of_whom_it_calls(meet: Guests) -> None:
    ada, _ = meet("reception", "ada", "grace")
    screen.post(ada, "@Grace Hopper, meet @room")
    chip, card = ada.get_by_role("button", name="@Grace Hopper"), ada.get_by_role("dialog", name="Grace Hopper")
    chip.click()
    expect(card).to_be_visible()
    ada.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(chip).to_be_focused()
    ada.keyboard.press("Enter")
    expect(card).to_be_focused()
    expect(ada.get_by_role("button", name="@room")).to_have_count(0)


@pytest.mark.slow
def test_a_deleted_mention_takes_the_badge_with_it(meet: Guests) -> None:
    ada, grace = meet("second thoughts", "ada", "grace")
    screen.go_to(grace, "watercooler")
    screen.post(ada, "@grace never mind")
    expect(screen.room_link(grace, "second thoughts, 1 unread, mentioned")).to_be_visible()
    act(says(ada, "@grace never mind"), "Delete")
    expect(screen.room_link(grace, "second thoughts")).to_be_visible()
    ada.get_by_role("button", name="Undo").click()
    expect(screen.room_link(grace, "second thoughts, 1 unread, mentioned")).to_be_visible()


@pytest.mark.slow
def test_the_list_has_the_keys_while_it_is_open(meet: Guests) -> None:
    (ada,) = meet("keys", "ada")
    box = screen.box(ada)
    type_in(ada, "@")
    expect(options(ada)).to_have_text(["@@hereEveryone who is here now", "@@roomEveryone in this room"])
    box.press("ArrowDown")
    expect(options(ada).nth(1)).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(options(ada).nth(0)).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    composing = "(box) => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))"
    box.evaluate(composing)
    expect(box).to_have_value("@")
    box.press("Tab")
    expect(box).to_have_value("@room ")
    expect(box).to_be_focused()
    box.fill("")
    type_in(ada, "@h")
    expect(options(ada)).to_have_count(1)
    box.press("Escape")
    expect(options(ada)).to_have_count(0)
    box.press("Enter")
    screen.expect_message(ada, "@h")


def test_rooms_are_suggested_and_linked_and_emoji_are_put_in(meet: Guests) -> None:
    ada, grace = meet("atrium", "ada", "grace")
    type_in(ada, "see #water")
    options(ada).filter(has_text="watercooler").click()
    expect(screen.box(ada)).to_be_focused()
    type_in(ada, ":tada")
    options(ada).filter(has_text=":tada:").click()
    expect(screen.box(ada)).to_have_value("see #watercooler 🎉 ")
    screen.box(ada).press("Enter")
    grace.evaluate("window.still = true")
    says(grace, "see #watercooler 🎉").get_by_role("link", name="#watercooler").click()
    screen.expect_room(grace, "watercooler")
    assert grace.evaluate("window.still"), "the page was loaded anew"


@pytest.mark.slow
def test_the_picker_puts_an_emoji_where_the_caret_is(meet: Guests) -> None:
    (ada,) = meet("smiles", "ada")
    type_in(ada, "well done")
    screen.box(ada).press("Control+ArrowLeft")
    ada.get_by_role("button", name="Emoji").click()
    ada.get_by_role("dialog", name="Emoji").get_by_role("button", name="Write 🎉").click()
    expect(screen.box(ada)).to_have_value("well 🎉done")
    expect(screen.box(ada)).to_be_focused()


def test_a_crowd_is_called_only_after_a_second_thought(meet: Guests, one_server: Server) -> None:
    (ada,) = meet("crowd", "ada")
    with closing(sqlite3.connect(one_server.data / "parley.db", timeout=10)) as file, file:
        file.execute("UPDATE rooms SET members = 25, version = version + 1 WHERE name = 'crowd'")
    screen.post(ada, "a quiet word, `@room`")
    screen.expect_message(ada, "a quiet word, @room")
    ada.reload()
    screen.expect_room(ada, "crowd")
    screen.post(ada, "@room fire drill")
    dialog = ada.get_by_role("dialog", name="Mention 25 people?")
    expect(dialog).to_contain_text("@room mentions all 25 people in this room.")
    ada.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(screen.box(ada)).to_be_focused()
    expect(screen.box(ada)).to_have_value("@room fire drill")
    screen.box(ada).press("Enter")
    dialog.get_by_role("button", name="Send anyway").click()
    screen.expect_message(ada, "@room fire drill")
    expect(screen.box(ada)).to_have_value("")


@pytest.mark.slow
def test_a_tap_picks_on_a_phone_in_the_dark(call_in: Guests) -> None:
    (grace,) = call_in("grace", phone=True, dark=True)
    type_in(grace, "@he")
    row = options(grace).first
    assert (row.bounding_box() or {"height": 0})["height"] >= 44
    row.tap()
    expect(screen.box(grace)).to_have_value("@here ")
    screen.box(grace).press("Enter")
    expect(says(grace, "@here").locator(".mention")).to_have_text("@here")

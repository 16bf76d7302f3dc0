"""Getting around by keyboard: the quick switcher, the shortcuts and their sheet; and the card about a person."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests


def summon(page: Page, *letters: str) -> Locator:
    """Ctrl+K, and what is typed then; the dialog."""
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Go to")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    for each in letters:
        page.keyboard.type(each)
    return dialog


def test_a_room_is_reached_by_a_few_letters_and_what_is_used_comes_first(meet: Guests) -> None:
    (ada,) = meet("designers", "ada")
    screen.create_room(ada, "design reviews")
    screen.expect_room(ada, "design reviews")
    screen.go_to(ada, "watercooler")
    dialog = summon(ada, "dsgn")
    expect(dialog.get_by_role("option")).to_have_text(["designers", "design reviews", re.compile("^Search messages")])
    ada.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("option", name="design reviews")).to_have_attribute("aria-selected", "true")
    ada.keyboard.press("Enter")
    screen.expect_room(ada, "design reviews")
    expect(dialog).to_have_count(0)
    expect(summon(ada, "dsgn").get_by_role("option").first).to_have_text("design reviews")
    ada.keyboard.press("Escape")
    expect(screen.box(ada)).to_be_focused()


def test_letters_typed_at_once_after_the_shortcut_are_all_looked_for(meet: Guests) -> None:
    (ada,) = meet("haberdashery", "ada")
    screen.go_to(ada, "watercooler")
    ada.evaluate(
        """() => {
          const press = (key, more) => (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...more}));
          press("k", {code: "KeyK", ctrlKey: true});
          for (const key of ["h", "x", "Backspace", "a", "b"]) press(key);
        }"""
    )
    dialog = ada.get_by_role("dialog", name="Go to")
    expect(dialog.get_by_role("combobox")).to_have_value("hab")
    expect(dialog.get_by_role("option").first).to_have_text("haberdashery")
    ada.keyboard.type("erd")
    expect(dialog.get_by_role("combobox")).to_have_value("haberd")
    ada.keyboard.press("Escape")
    expect(screen.box(ada)).to_have_value("")


@pytest.mark.slow
def test_the_sidebar_shows_the_room_that_one_went_to(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    names = [f"aisle {number:02}" for number in range(1, 25)]
    for name in names:
        screen.create_room(ada, name)
        screen.expect_room(ada, name)
    ada.set_viewport_size({"width": 1000, "height": 420})
    for name in (names[0], names[-1], names[0]):
        summon(ada, name)
        ada.keyboard.press("Enter")
        screen.expect_room(ada, name)
        expect(screen.room_link(ada, name)).to_be_in_viewport(ratio=0.9)


def test_a_person_is_found_and_talked_to(call_in: Guests) -> None:
    (grace,) = call_in("grace")
    grace.get_by_role("button", name="Ctrl K").click()
    dialog = grace.get_by_role("dialog", name="Go to")
    dialog.get_by_role("combobox").fill("adalov")
    expect(dialog.get_by_role("option")).to_have_text(["Ada Lovelace", re.compile("^Search messages")])
    grace.keyboard.press("Enter")
    screen.expect_room(grace, "Ada Lovelace")


@pytest.mark.slow
def test_words_that_name_nothing_are_looked_for_in_messages(meet: Guests) -> None:
    (ada,) = meet("zeppelins", "ada")
    screen.post(ada, "An airship & a mast")
    screen.expect_message(ada, "An airship & a mast")
    expect(summon(ada, "zeppelin").get_by_role("option")).to_have_text(["zeppelins", "Search messages for “zeppelin”"])
    ada.keyboard.press("Escape")
    for words in ("airship", "airship & mast"):  # the second time from the page of the first
        expect(summon(ada, words).get_by_role("option")).to_have_text([f"Search messages for “{words}”"])
        ada.keyboard.press("Enter")
        expect(ada.get_by_role("searchbox")).to_have_value(words)
        expect(ada.get_by_role("region", name="Results").get_by_role("link")).to_have_count(1)


@pytest.mark.slow
def test_actions_are_there(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    summon(ada, "new room")
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("dialog", name="New room")).to_be_visible()
    ada.keyboard.press("Escape")
    summon(ada, "switch light")
    ada.keyboard.press("Enter")
    expect(ada.locator("html")).to_have_class(re.compile("dark"))


@pytest.mark.slow
def test_with_words_selected_the_key_makes_a_link(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    screen.box(ada).fill("words")
    screen.box(ada).press("Control+a")
    screen.box(ada).press("Control+k")
    expect(screen.box(ada)).to_have_value("[words](https://)")
    expect(ada.get_by_role("dialog", name="Go to")).to_have_count(0)


def test_rooms_are_walked_and_read_by_key(meet: Guests, call_in: Guests) -> None:
    ada, grace = meet("zoo", "ada", "grace")
    screen.go_to(ada, "watercooler")
    screen.post(grace, "Look, an elephant")
    expect(screen.room_link(ada, "zoo, 1 unread")).to_be_visible()
    ada.keyboard.press("Alt+Shift+ArrowDown")
    screen.expect_room(ada, "zoo")
    ada.keyboard.press("Alt+ArrowUp")
    expect(screen.rooms(ada).locator('[aria-current="page"]')).not_to_have_accessible_name(re.compile("zoo"))
    ada.keyboard.press("Alt+ArrowDown")
    screen.expect_room(ada, "zoo")
    screen.article(ada, "elephant").hover()
    screen.article(ada, "elephant").get_by_role("button", name="More").click()
    ada.get_by_role("menuitem", name="Mark unread from here").click()
    expect(screen.room_link(ada, "zoo, 1 unread")).to_be_visible()
    ada.keyboard.press("Escape")
    expect(screen.room_link(ada, "zoo")).to_be_visible()


@pytest.mark.slow
def test_all_keys_are_listed(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    screen.box(ada).press("?")
    expect(screen.box(ada)).to_have_value("?")
    screen.box(ada).fill("")
    screen.feed(ada).focus()
    ada.keyboard.press("?")
    sheet = ada.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_text("Previous or next room")).to_be_visible()
    ada.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    screen.rooms(ada).get_by_role("button", name="Ada Lovelace").click()
    ada.get_by_role("menuitem", name="Keyboard shortcuts").click()
    expect(sheet).to_be_visible()


@pytest.mark.slow
def test_a_card_opens_on_a_name_and_leads_to_a_conversation(meet: Guests) -> None:
    ada, grace = meet("cards", "ada", "grace")
    screen.post(grace, "Who am I?")
    name = screen.article(ada, "Who am I?").get_by_role("button", name="Grace Hopper")
    card = ada.get_by_role("dialog", name="Grace Hopper")
    name.hover()
    expect(card).to_be_visible()
    screen.box(ada).hover()
    expect(card).to_have_count(0)
    name.press("Enter")
    expect(card).to_be_focused()
    expect(card).to_contain_text("Online")
    expect(card).to_contain_text("local time")
    ada.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(name).to_be_focused()
    name.click()
    card.get_by_role("button", name="Message").click()
    screen.expect_room(ada, "Grace Hopper")

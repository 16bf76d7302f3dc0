"""Emoji as people pick them: from the whole picker, found by a word, with a skin tone, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.stack.sample import sample

# What is searched for, and what is picked: one character, or several that are one.
PICKS = [
    ("thumbs up", "👍"), ("rainbow flag", "🏳️‍🌈"), ("nepal", "🇳🇵"), ("keycap", "3️⃣"), ("snowflake", "❄️"),
]  # fmt: skip


@pytest.fixture
def ada(call_in: Guests) -> Page:
    return call_in("ada")[0]


def find(dialog: Locator, word: str, emoji: str) -> Locator:
    """The button of an emoji, found by a word."""
    dialog.get_by_role("textbox").fill(word)
    found = dialog.get_by_role("gridcell").filter(has_text=emoji)
    expect(found.first).to_be_visible()
    return found.first


def open_for_the_box(page: Page) -> Locator:
    page.get_by_role("button", name="Emoji").click()
    return page.get_by_role("dialog", name="Emoji")


def open_for(page: Page, text: str) -> Locator:
    said = screen.article(page, text)
    said.hover()
    said.get_by_role("button", name="React", exact=True).click()
    return page.get_by_role("dialog", name="React")


@pytest.mark.parametrize(("word", "emoji"), sample(PICKS, 1))
def test_an_emoji_is_found_and_written_where_the_caret_is(ada: Page, word: str, emoji: str) -> None:
    screen.box(ada).fill("well done")
    ada.keyboard.press("Home")
    dialog = open_for_the_box(ada)
    find(dialog, word, emoji).click()
    expect(dialog).to_have_count(0)
    expect(screen.box(ada)).to_have_value(f"{emoji}well done")
    expect(screen.box(ada)).to_be_focused()
    screen.box(ada).fill("")


@pytest.mark.parametrize(("word", "emoji"), sample(PICKS, 1))
def test_an_emoji_is_found_and_stands_below_the_message_for_both(
    ada: Page, call_in: Guests, word: str, emoji: str
) -> None:
    (grace,) = call_in("grace")
    text = f"about {word}"
    screen.post(ada, text)
    screen.expect_message(grace, text)
    dialog = open_for(ada, text)
    find(dialog, word, emoji).click()
    expect(dialog).to_have_count(0)
    for page in (ada, grace):
        expect(screen.article(page, text).get_by_role("button").filter(has_text=emoji)).to_be_visible()


def test_by_the_keyboard_alone(ada: Page) -> None:
    screen.box(ada).fill("")
    dialog = open_for_the_box(ada)
    dialog.get_by_role("textbox").fill("avocado")
    expect(dialog.get_by_role("gridcell").first).to_have_text("🥑")
    ada.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(screen.box(ada)).to_have_value("🥑")
    screen.box(ada).fill("")


@pytest.mark.slow
def test_a_skin_tone_stays_chosen(ada: Page) -> None:
    screen.post(ada, "a wave")
    screen.expect_message(ada, "a wave")
    dialog = open_for(ada, "a wave")
    dialog.get_by_role("button", name="Skin tone NEUTRAL").click()
    dialog.get_by_role("button", name="Skin tone MEDIUM", exact=True).click()
    find(dialog, "waving hand", "👋🏽").click()
    expect(screen.article(ada, "a wave").get_by_role("button").filter(has_text="👋🏽")).to_be_visible()

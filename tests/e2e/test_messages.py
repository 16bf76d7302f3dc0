"""What people do with messages, in two browsers at once: reply, edit, delete, react, search, and who is typing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import screen
from tests.e2e.house import House
from tests.stack.chromium import People


def act(message: Locator, name: str) -> None:
    """Press a button of a message's bar."""
    message.hover()
    message.get_by_role("button", name=name, exact=True).click()


def act_further(message: Locator, name: str) -> None:
    """Choose something in a message's menu."""
    act(message, "More")
    message.page.get_by_role("menuitem", name=name, exact=True).click()


def says(page: Page, text: str) -> Locator:
    """The one message that ends with this text."""
    return screen.articles(page).filter(has_text=re.compile(rf"{re.escape(text)}\s*$"))


def quote(page: Page, text: str) -> Locator:
    """The line above a reply that leads to its original."""
    return says(page, text).get_by_role("link", name="Ada Lovelace")


def test_a_reply_quotes_its_original_and_follows_it(house: House, people: People) -> None:
    ada, grace = house.meet(people, "replies", "ada", "grace")
    screen.post(ada, "Shall we ship today?")
    act(says(grace, "Shall we ship today?"), "Reply")
    expect(grace.get_by_text("Replying to Ada Lovelace")).to_be_visible()
    screen.post(grace, "After lunch")
    expect(quote(ada, "After lunch")).to_contain_text("Shall we ship today?")
    screen.box(ada).press("ArrowUp")
    expect(screen.box(ada)).to_have_value("Shall we ship today?")
    screen.post(ada, "Shall we ship tomorrow?")
    for page in (ada, grace):
        expect(quote(page, "After lunch")).to_contain_text("Shall we ship tomorrow?")
        expect(screen.article(page, "edited")).to_have_count(1)


@pytest.mark.slow
def test_escape_ends_an_edit_and_gives_back_what_was_in_the_box(house: House, people: People) -> None:
    (ada,) = house.meet(people, "second-thoughts", "ada")
    screen.post(ada, "as it was")
    expect(says(ada, "as it was")).to_have_attribute("data-state", "sent")
    screen.box(ada).fill("half a thought")
    act(says(ada, "as it was"), "Edit")
    expect(screen.box(ada)).to_have_value("as it was")
    screen.box(ada).press("Escape")
    expect(screen.box(ada)).to_have_value("half a thought")
    screen.expect_message(ada, "as it was")


def test_a_deleted_message_is_gone_for_all_until_it_is_brought_back(house: House, people: People) -> None:
    ada, grace = house.meet(people, "regrets", "ada", "grace")
    screen.post(ada, "oh no")
    expect(says(grace, "oh no")).to_have_count(1)
    act(says(ada, "oh no"), "Delete")
    for page in (ada, grace):
        expect(says(page, "oh no")).to_have_count(0)
    ada.get_by_role("button", name="Undo").click()
    for page in (ada, grace):
        expect(says(page, "oh no")).to_have_count(1)


def test_only_ones_own_messages_can_be_edited_and_owners_may_delete_others(house: House, people: People) -> None:
    ada, grace = house.meet(people, "manners", "ada", "grace")
    screen.post(ada, "from the owner")
    screen.post(grace, "from a member")
    theirs, others = says(grace, "from the owner"), says(ada, "from a member")
    theirs.hover()
    expect(theirs.get_by_role("button", name="Reply")).to_be_visible()
    expect(theirs.get_by_role("button", name="Edit")).to_have_count(0)
    expect(theirs.get_by_role("button", name="Delete")).to_have_count(0)
    act(others, "Delete")
    expect(says(grace, "from a member")).to_have_count(0)


def test_what_a_message_said_before_is_for_owners(house: House, people: People) -> None:
    ada, grace = house.meet(people, "history", "ada", "grace")
    screen.post(grace, "lunch at noon")
    expect(says(grace, "lunch at noon")).to_have_attribute("data-state", "sent")
    screen.box(grace).press("ArrowUp")
    screen.post(grace, "lunch at one")
    for page in (ada, grace):
        expect(screen.article(page, "lunch at one").get_by_text("edited")).to_be_visible()
    expect(grace.get_by_role("button", name="edited")).to_have_count(0)
    ada.get_by_role("button", name="edited").focus()
    ada.keyboard.press("Enter")
    earlier = ada.get_by_role("dialog", name="Earlier texts")
    expect(earlier.get_by_role("listitem")).to_have_text([re.compile("^Until .*lunch at noon$")])
    ada.keyboard.press("Escape")
    expect(earlier).to_have_count(0)
    expect(ada.get_by_role("button", name="edited")).to_be_focused()


def test_on_a_phone_a_tap_on_a_message_offers_what_one_may_do(house: House, people: People) -> None:
    (desk,) = house.meet(people, "thumbs", "ada")
    (phone,) = house.call_in(people, "ada", at=desk.url.removeprefix(house.url), phone=True, dark=True)
    screen.post(phone, "from the train")
    mine = says(phone, "from the train")
    expect(mine).to_have_attribute("data-state", "sent")
    expect(mine.get_by_role("button", name="Reply")).to_be_hidden()
    mine.locator(".tx").tap()
    mine.get_by_role("button", name="React").tap()
    phone.get_by_role("button", name="React with 👍").tap()
    expect(screen.article(phone, "from the train").get_by_role("button", name=re.compile("^👍"))).to_be_visible()
    screen.article(phone, "from the train").locator(".tx").tap()
    screen.article(phone, "from the train").get_by_role("button", name="Edit").tap()
    screen.box(phone).fill("from the boat")
    phone.get_by_role("button", name="Send", exact=True).tap()
    row = screen.article(phone, "from the boat")
    expect(row.get_by_text("edited")).to_be_visible()
    row.locator(".tx").tap()
    row.get_by_role("button", name="Delete").tap()
    expect(row).to_have_count(0)
    phone.get_by_role("button", name="Undo").tap()
    expect(row).to_have_count(1)


def test_a_reaction_is_seen_joined_and_taken_back(house: House, people: People) -> None:
    ada, grace = house.meet(people, "cheers", "ada", "grace")
    screen.post(ada, "we did it")
    act(says(grace, "we did it"), "React")
    grace.get_by_role("button", name="React with 🎉").click()
    mine = screen.article(ada, "we did it").get_by_role("button", name=re.compile("^🎉"))
    expect(mine).to_have_accessible_name("🎉 1: Grace Hopper")
    expect(mine).to_have_attribute("aria-pressed", "false")
    mine.click()
    expect(mine).to_have_accessible_name("🎉 2: Grace Hopper, Ada Lovelace")
    expect(mine).to_have_attribute("aria-pressed", "true")
    mine.click()
    expect(mine).to_have_accessible_name("🎉 1: Grace Hopper")


def test_who_is_typing_is_shown_and_goes_when_the_message_comes(house: House, people: People) -> None:
    ada, grace = house.meet(people, "typists", "ada", "grace")
    typing = grace.get_by_role("status", name="Typing")
    screen.box(ada).press_sequentially("ship")
    expect(typing).to_have_text("Ada is typing…")
    screen.box(ada).press("Enter")
    screen.expect_message(grace, "ship")
    expect(typing).to_have_text("")
    expect(ada.get_by_role("status", name="Typing")).to_have_text("")


@pytest.mark.slow
def test_code_is_coloured_and_a_lone_emoji_is_large(house: House, people: People) -> None:
    (ada,) = house.meet(people, "looks", "ada")
    screen.post(ada, "```python\ndef f(): return 1\n```", ":tada:")
    block = screen.feed(ada).locator(".codeblock")
    expect(block).to_have_attribute("data-lang", "python")
    expect(block.locator("span.k").first).to_have_text("def")
    expect(screen.feed(ada).locator(".large")).to_have_text("🎉")


@pytest.mark.slow
def test_a_room_marked_unread_stays_so(house: House, people: People) -> None:
    ada, grace = house.meet(people, "later", "ada", "grace")
    screen.post(ada, "read me", "and me")
    act_further(says(grace, "read me"), "Mark unread from here")
    expect(screen.rooms(grace).get_by_role("link", name="later, 2 unread", exact=True)).to_be_visible()
    screen.go_to(grace, "watercooler")
    expect(screen.rooms(grace).get_by_role("link", name="later, 2 unread", exact=True)).to_be_visible()


@pytest.mark.slow
def test_a_search_finds_what_was_said_and_leads_there(house: House, people: People) -> None:
    ada, grace = house.meet(people, "archive", "ada", "grace")
    screen.post(ada, "The fault table hangs in the kitchen", "unrelated")
    expect(says(grace, "unrelated")).to_have_count(1)
    grace.get_by_role("button", name="Search", exact=True).first.click()
    grace.get_by_role("searchbox", name="Search messages").fill('"fault table" from:ada')
    grace.get_by_role("searchbox", name="Search messages").press("Enter")
    hit = grace.get_by_role("region", name="Results").get_by_role("link")
    expect(hit).to_have_count(1)
    expect(hit.locator("mark")).to_have_text(["fault", "table"])
    hit.click()
    target = says(grace, "The fault table hangs in the kitchen")
    expect(target).to_be_in_viewport()
    expect(target).to_have_attribute("data-mentioned", "true")


def test_a_link_to_a_message_shows_a_stranger_nothing(house: House, people: People) -> None:
    (ada,) = house.call_in(people, "ada")
    screen.create_room(ada, "board-only", kind="Closed")
    screen.expect_room(ada, "board-only")
    screen.post(ada, "the secret plan")
    expect(says(ada, "the secret plan")).to_have_attribute("data-state", "sent")
    key = says(ada, "the secret plan").get_attribute("data-message-id")
    (grace,) = house.call_in(people, "grace", at=f"{ada.url.split('?')[0].rstrip('/')}/{key}")
    expect(grace.get_by_text("There is no such room")).to_be_visible()
    expect(grace.get_by_text("the secret plan")).to_have_count(0)
    expect(grace.get_by_text("board-only")).to_have_count(0)


def test_the_menu_of_a_message_works_by_keyboard_and_gives_the_focus_back(house: House, people: People) -> None:
    (ada,) = house.meet(people, "keyboard", "ada", permissions=["clipboard-read", "clipboard-write"])
    screen.post(ada, "one", "two")
    expect(says(ada, "two")).to_have_attribute("data-state", "sent")
    more = says(ada, "one").get_by_role("button", name="More", exact=True)
    more.focus()
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("menu", name="More")).to_be_visible()
    ada.keyboard.press("Escape")
    expect(ada.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()
    ada.keyboard.press("Enter")
    ada.keyboard.press("End")
    expect(ada.get_by_role("menuitem", name="Copy link")).to_be_focused()
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    key = says(ada, "one").get_attribute("data-message-id")
    assert str(ada.evaluate("navigator.clipboard.readText()")).endswith(f"/{key}")

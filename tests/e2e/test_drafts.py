"""Drafts and long texts: what is typed follows its author, and nothing typed is ever lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screen
from tests.e2e.house import House
from tests.stack.chromium import People

NOISE = ("Failed to load resource",)  # offline, a page asks whether the server is there all the same


def drafted(page: Page, room: str) -> None:
    """The sidebar marks the room."""
    expect(screen.rooms(page).get_by_role("link", name=f"{room}, draft", exact=True)).to_be_visible()


def test_a_draft_is_there_on_another_device_and_goes_everywhere_when_it_is_sent(house: House, people: People) -> None:
    (desk,) = house.meet(people, "devices", "ada")
    room = desk.url
    screen.box(desk).press_sequentially("half a thought")
    (phone,) = house.call_in(people, "ada", phone=True, at="/rooms")
    drafted(phone, "devices")
    screen.go_to(phone, "devices")
    expect(screen.box(phone)).to_have_value("half a thought")
    screen.box(phone).press_sequentially(" and the rest")
    screen.box(phone).press("Enter")
    screen.expect_message(phone, "half a thought and the rest")
    expect(screen.box(phone)).to_have_value("")
    screen.go_to(desk, "watercooler")
    desk.goto(room)
    screen.expect_room(desk, "devices")
    screen.expect_message(desk, "half a thought and the rest")
    expect(screen.box(desk)).to_have_value("")
    screen.go_to(desk, "watercooler")
    expect(screen.rooms(desk).get_by_role("link", name="devices", exact=True)).to_be_visible()


@pytest.mark.slow
def test_a_draft_and_the_details_of_its_room_do_not_displace_each_other(house: House, people: People) -> None:
    (desk,) = house.meet(people, "side-by-side", "ada")
    (laptop,) = house.call_in(people, "ada", at=desk.url.removeprefix(house.url))
    desk.get_by_role("button", name="Details", exact=True).click()
    details = desk.get_by_role("complementary", name="Details")
    expect(details).to_contain_text("Ada Lovelace")
    screen.box(laptop).press_sequentially("from the laptop")
    expect(screen.box(desk)).to_have_value("from the laptop")
    expect(details).to_contain_text("Ada Lovelace")
    laptop.get_by_role("button", name="Details", exact=True).click()
    expect(laptop.get_by_role("complementary", name="Details")).to_contain_text("Ada Lovelace")
    screen.go_to(laptop, "watercooler")
    drafted(laptop, "side-by-side")


@pytest.mark.slow
def test_a_draft_from_elsewhere_never_replaces_what_is_being_typed(house: House, people: People) -> None:
    (desk,) = house.meet(people, "both-hands", "ada")
    (laptop,) = house.call_in(people, "ada", at=desk.url.removeprefix(house.url))
    screen.expect_room(laptop, "both-hands")
    desk.get_by_role("button", name="Details", exact=True).click()
    members = desk.get_by_role("complementary", name="Details").get_by_role("listitem")
    expect(members).to_have_count(1)
    screen.box(laptop).press_sequentially("on the laptop")
    expect(screen.box(desk)).to_have_value("on the laptop")  # nobody had typed there
    expect(members).to_have_count(1)  # a draft and the details of a room are different entries
    screen.box(desk).press_sequentially(" and the desk")
    screen.box(laptop).press_sequentially(", still typing")
    screen.go_to(desk, "watercooler")
    drafted(desk, "both-hands")
    expect(screen.box(laptop)).to_have_value("on the laptop, still typing")
    screen.box(laptop).press("Enter")
    screen.expect_message(laptop, "on the laptop, still typing")


def test_changing_rooms_keeps_each_draft_with_its_room_and_sending_clears_the_mark(
    house: House, people: People
) -> None:
    (ada,) = house.meet(people, "first-room", "ada")
    screen.box(ada).press_sequentially("for the first")
    screen.go_to(ada, "watercooler")
    drafted(ada, "first-room")
    expect(screen.box(ada)).to_have_value("")
    screen.go_to(ada, "first-room")
    expect(screen.box(ada)).to_have_value("for the first")
    ada.reload()
    expect(screen.box(ada)).to_have_value("for the first")
    screen.box(ada).press("Enter")
    screen.expect_message(ada, "for the first")
    screen.go_to(ada, "watercooler")
    expect(screen.rooms(ada).get_by_role("link", name="first-room", exact=True)).to_be_visible()


def test_what_is_typed_offline_survives_a_reload_and_is_saved_later(house: House, people: People) -> None:
    (ada,) = house.meet(people, "on-a-train", "ada")
    ada.context.set_offline(True)
    screen.box(ada).press_sequentially("in a tunnel")
    ada.context.set_offline(False)
    ada.reload()
    expect(screen.box(ada)).to_have_value("in a tunnel")
    screen.go_to(ada, "watercooler")
    drafted(ada, "on-a-train")


@pytest.mark.slow
def test_a_text_that_is_too_long_is_explained_and_can_be_sent_in_pieces(house: House, people: People) -> None:
    (ada,) = house.meet(people, "essays", "ada", dark=True)
    paragraphs = [f"Paragraph {number}: " + "steady words " * 190 for number in range(3)]
    screen.box(ada).fill("x" * 3_600)
    expect(ada.get_by_text("3,600 of 4,000 characters")).to_be_visible()
    screen.box(ada).fill("\n\n".join(paragraphs))
    expect(ada.get_by_text(re.compile(r"This is 7,\d\d\d characters; a message holds 4,000\."))).to_be_visible()
    expect(ada.get_by_role("button", name="Send", exact=True)).to_have_attribute("aria-disabled", "true")
    screen.box(ada).press("Enter")
    expect(ada.get_by_text("a message holds 4,000. Nothing is lost")).to_have_count(1)
    expect(screen.articles(ada)).to_have_count(0)
    assert screen.box(ada).evaluate("box => box.offsetHeight") <= 8 * 22 + 20
    ada.get_by_role("button", name="Send as 3 messages").click()
    expect(screen.articles(ada)).to_have_count(3)
    screen.expect_feed(ada, [text.strip() for text in paragraphs])
    expect(screen.box(ada)).to_have_value("")
    expect(ada.get_by_text("a message holds 4,000")).to_have_count(0)

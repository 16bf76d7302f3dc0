"""Which room a text goes to: the one on the screen, which is the one that was clicked, however slow the server is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.stack.server import Server


@pytest.fixture
def paused(one_server: Server) -> Iterator[Server]:
    """The server, which is running again after the test whatever happens."""
    yield one_server
    one_server.resume()


def click(page: Page, room: str) -> None:
    """On the link in the sidebar, without waiting for the server."""
    screen.rooms(page).get_by_role("link", name=room).first.click()


def shows(page: Page, room: str) -> None:
    expect(page.get_by_role("heading", name=room, level=1)).to_be_visible()
    expect(page).to_have_title(f"{room} · Parley")


def test_what_is_sent_before_the_server_answers_is_in_the_room_that_was_clicked(meet: Guests, paused: Server) -> None:
    ada, grace = meet("turning", "ada", "grace")
    screen.go_to(ada, "watercooler")
    paused.pause()
    click(ada, "turning")
    shows(ada, "turning")
    screen.post(ada, "for the second room")
    expect(screen.article(ada, "for the second room")).to_have_attribute("data-state", "pending")
    paused.resume()
    screen.expect_feed(grace, ["for the second room"])
    screen.expect_feed(ada, ["for the second room"])
    screen.go_to(ada, "watercooler")
    expect(screen.article(ada, "for the second room")).to_have_count(0)


@pytest.mark.slow
def test_of_several_clicks_the_last_one_counts_for_the_screen_the_text_and_the_draft(
    meet: Guests, paused: Server
) -> None:
    ada, grace = meet("clicks", "ada", "grace")
    meet("other clicks", "ada")
    screen.go_to(ada, "watercooler")
    screen.box(ada).fill("stays at the watercooler")
    paused.pause()
    for room in ("other clicks", "clicks", "other clicks", "watercooler", "clicks"):
        click(ada, room)
        shows(ada, room)
    expect(screen.box(ada)).to_have_value("")
    screen.post(ada, "here")
    screen.box(ada).press_sequentially("and half a sentence")
    paused.resume()
    screen.expect_feed(grace, ["here"])
    screen.expect_feed(ada, ["here"])
    shows(ada, "clicks")
    expect(screen.box(ada)).to_have_value("and half a sentence")
    screen.box(ada).press_sequentially(", to the end")
    screen.box(ada).press("Enter")
    screen.expect_feed(grace, ["here", "and half a sentence, to the end"])
    screen.go_to(ada, "watercooler")
    expect(screen.box(ada)).to_have_value("stays at the watercooler")
    screen.box(ada).fill("")


def test_on_a_phone_the_room_is_there_before_the_server_answers(meet: Guests, call_in: Guests, paused: Server) -> None:
    meet("on foot", "ada")
    (ada,) = call_in("ada", phone=True, dark=True, at="/rooms")
    click(ada, "on foot")  # the first time a browser loads what draws a room
    screen.expect_room(ada, "on foot")
    ada.get_by_role("link", name="Back to rooms").click()
    expect(screen.rooms(ada).get_by_role("link", name="on foot")).to_be_visible()
    paused.pause()
    click(ada, "on foot")
    shows(ada, "on foot")
    screen.post(ada, "on my way")
    expect(screen.article(ada, "on my way")).to_be_visible()
    paused.resume()
    screen.expect_feed(ada, ["on my way"])

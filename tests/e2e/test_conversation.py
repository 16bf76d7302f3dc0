"""Inviting somebody, and talking to them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import screen
from tests.e2e.house import House, email
from tests.stack.chromium import People
from tests.stack.server import Server


def test_a_colleague_joins_by_the_link_of_the_invite_dialog(house: House, people: People) -> None:
    (ada,) = house.call_in(people, "ada")
    alan = people("alan", base_url=house.url)
    screen.join_by(alan, screen.invite_link(ada), name="Alan Turing", email=email("alan"))
    screen.expect_room(alan, "watercooler")
    expect(alan.get_by_role("button", name="Alan Turing", exact=True)).to_be_visible()


@pytest.mark.slow
def test_an_invite_link_that_never_was_says_so(house: House, people: People) -> None:
    visitor = people("alan", base_url=house.url)
    visitor.goto("/join/no-such-code")
    expect(visitor.get_by_role("heading", name="This invite link has ended")).to_be_visible()
    expect(visitor.get_by_role("button", name="Join")).to_have_count(0)


def test_enter_shows_the_message_at_once(house: House, people: People, one_server: Server) -> None:
    """Without a round trip: the server is stopped while it happens."""
    (ada,) = house.call_in(people, "ada")
    screen.expect_room(ada)
    one_server.pause()
    try:
        screen.post(ada, "Hello from Ada")
        expect(screen.article(ada, "Hello from Ada")).to_have_attribute("data-state", "pending")
        expect(screen.box(ada)).to_have_value("")
    finally:
        one_server.resume()
    screen.expect_message(ada, "Hello from Ada")


def test_two_people_talk_and_see_the_same_after_a_reload(house: House, people: People) -> None:
    ada, grace = house.meet(people, "designers", "ada", "grace")
    screen.post(ada, "Can you see me?")
    screen.expect_message(grace, "Can you see me?")
    screen.post(grace, "Loud and clear")
    talk = ["Can you see me?", "Loud and clear"]
    for page in (ada, grace, ada, grace):
        screen.expect_feed(page, talk)
        page.reload()
    expect(screen.article(ada, "Loud and clear")).to_have_accessible_name(re.compile("^Grace Hopper"))

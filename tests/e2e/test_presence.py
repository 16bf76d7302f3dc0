"""Who is around, as browsers show it: dots and words, without a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e import screen
from tests.e2e.conftest import Guests


@pytest.mark.slow
def test_others_are_seen_coming_falling_idle_and_coming_back(call_in: Guests) -> None:
    (ada,) = call_in("ada")
    screen.talk_to(ada, "Grace Hopper")
    row = screen.room_link(ada, "Grace Hopper")
    expect(row).to_have_attribute("title", "Offline")
    (grace,) = call_in("grace", alone=True)  # with a clock
    expect(row).to_have_attribute("title", "Online")
    expect(row.locator("[data-presence=online]")).to_be_visible()
    grace.clock.install()
    grace.reload()
    screen.expect_room(grace)
    grace.mouse.move(200, 200)
    grace.clock.fast_forward("09:00")
    expect(row).to_have_attribute("title", "Online")
    grace.clock.fast_forward("02:00")
    expect(row).to_have_attribute("title", "Away")
    grace.mouse.move(300, 300)
    expect(row).to_have_attribute("title", "Online")
    grace.close()
    expect(row).to_have_attribute("title", "Offline")
    expect(ada.locator("main > header")).to_contain_text("Last seen")
    ada.reload()
    expect(ada.locator("main > header")).to_contain_text("Last seen")


@pytest.mark.slow
def test_the_member_list_says_who_is_around(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.go_to(ada, "watercooler")
    ada.get_by_role("button", name="Details").click()
    members = ada.get_by_role("complementary", name="Details")
    expect(members.get_by_text("Grace Hopper, online")).to_be_visible()
    grace.close()
    expect(members.get_by_text("Grace Hopper, offline")).to_be_visible()
    expect(members.get_by_role("listitem").filter(has_text="Grace Hopper")).to_contain_text("Last seen")

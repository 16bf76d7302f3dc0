"""What people show of themselves: others see it at once, wherever they look."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests

NOISE = ("Failed to load resource",)  # one test asks for a picture that is gone


def settings(page: Page) -> None:
    """Through the account menu."""
    screen.rooms(page).locator("footer").get_by_role("button").click()
    page.get_by_role("menuitem", name="Settings").click()
    expect(page.get_by_role("textbox", name="Name", exact=True)).not_to_have_value("")


def save(page: Page, **fields: str) -> None:
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)
    page.get_by_role("button", name="Save profile").click()


def test_a_new_name_reaches_everybody_live(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.talk_to(ada, "Grace Hopper")
    screen.post(grace, "It is I")
    screen.go_to(ada, "watercooler")
    expect(screen.article(ada, "It is I")).to_contain_text("Grace Hopper")
    settings(grace)
    save(grace, Name="Ada Lovelace")
    expect(screen.alert(grace)).to_contain_text("Somebody here is called that already")
    save(grace, Name="Rear Admiral", Title="Compilers", Pronouns="she/her", Time_zone="America/New_York")
    expect(grace.get_by_text("Saved.")).to_be_visible()
    expect(screen.article(ada, "It is I")).to_contain_text("Rear Admiral")
    expect(screen.room_link(ada, "Rear Admiral")).to_be_visible()
    grace.reload()
    expect(grace.get_by_label("Title")).to_have_value("Compilers")
    save(grace, Name="Grace Hopper")
    expect(screen.room_link(ada, "Grace Hopper")).to_be_visible()


def test_a_picture_is_sent_shown_to_all_and_removed(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace")
    screen.post(grace, "Look at me")
    settings(grace)
    _choose(grace, _png())
    face = screen.feed(ada).locator("article img")
    expect(face).to_have_js_property("naturalWidth", 256)
    address = str(face.get_attribute("src"))
    answer = ada.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
    _choose(grace, b"<svg/>")
    expect(screen.alert(grace)).to_contain_text("Please choose a PNG, JPEG or WebP file.")
    grace.get_by_role("button", name="Remove").click()
    expect(face).to_have_count(0)
    assert ada.request.get(address).status == 404


@pytest.mark.slow
def test_a_status_and_do_not_disturb_are_seen_beside_the_name(call_in: Guests) -> None:
    ada, grace = call_in("ada", "grace", alone=True)  # with a clock
    screen.talk_to(ada, "Grace Hopper")
    screen.rooms(grace).get_by_role("button", name="Grace Hopper").click()
    grace.get_by_role("menuitem", name="Set a status").click()
    dialog = grace.get_by_role("dialog", name="Set a status")
    dialog.get_by_label("Emoji").fill("⚓")
    dialog.get_by_label("Status").fill("At sea")
    dialog.get_by_label("Clear after").select_option("1 hour")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(screen.rooms(ada).get_by_role("img", name="At sea")).to_have_text("⚓")
    screen.rooms(grace).get_by_role("button", name="Grace Hopper").click()
    grace.get_by_role("menuitemradio", name="Do not disturb").click()
    row = screen.room_link(ada, "Grace Hopper")
    expect(row).to_have_attribute("title", "Do not disturb")
    screen.rooms(grace).get_by_role("button", name="Grace Hopper").click()
    grace.get_by_role("menuitemradio", name="Available").click()
    expect(row).to_have_attribute("title", "Online")
    ada.clock.install()
    ada.clock.fast_forward("02:00:00")
    screen.post(ada, "Two hours later")
    expect(screen.rooms(ada).get_by_role("img", name="At sea")).to_have_count(0)


@pytest.mark.slow
def test_settings_on_a_dark_phone_fit_the_screen(call_in: Guests) -> None:
    (ada,) = call_in("ada", phone=True, dark=True, at="/settings")
    expect(ada.get_by_role("textbox", name="Name", exact=True)).to_have_value("Ada Lovelace")
    assert ada.evaluate("document.documentElement.scrollWidth") <= ada.viewport_size["width"]  # pyright: ignore


def _choose(page: Page, data: bytes) -> None:
    page.get_by_label("Picture", exact=True).set_input_files(
        {"name": "me.png", "mimeType": "image/png", "buffer": data}
    )


def _png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (40, 120, 200)).save(file, "PNG")
    return file.getvalue()

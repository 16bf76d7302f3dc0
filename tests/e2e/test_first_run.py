"""The first minute of an installation. In order: each test finds the server as the one before has left it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screen
from tests.stack.chromium import People
from tests.stack.server import Server


@pytest.fixture
def page(people: People, one_server: Server) -> Page:
    """The screen of a visitor."""
    return people("visitor", base_url=one_server.url)


def test_the_front_page_of_an_empty_server_leads_to_setup(page: Page) -> None:
    page.goto("/")
    page.wait_for_url("**/setup")
    expect(page.get_by_role("button", name="Create workspace")).to_be_visible()


@pytest.mark.slow
def test_wrong_input_comes_back_with_a_sentence_and_with_what_was_typed(page: Page) -> None:
    page.goto("/setup")
    page.get_by_role("textbox", name="Workspace name").fill("Watercooler Ltd")
    page.get_by_role("textbox", name="Your name").fill("Ada Lovelace")
    page.get_by_role("textbox", name="Email").fill("ada@watercooler")
    page.get_by_role("button", name="Create workspace").click()
    expect(page.get_by_role("alert")).to_have_text("That does not look like an e-mail address.")
    expect(page.get_by_role("textbox", name="Workspace name")).to_have_value("Watercooler Ltd")
    expect(page.get_by_role("textbox", name="Your name")).to_have_value("Ada Lovelace")
    expect(page.get_by_role("textbox", name="Email")).to_have_value("ada@watercooler")


def test_whoever_creates_the_workspace_lands_in_a_room(page: Page) -> None:
    screen.set_up(page, name="Ada Lovelace", email="ada@watercooler.example")
    page.wait_for_url("**/rooms/*")
    screen.expect_room(page, "watercooler")


def test_setup_is_closed_once_there_is_a_workspace(page: Page) -> None:
    page.goto("/setup")
    page.wait_for_url("**/login")
    expect(page.get_by_role("heading", name="Sign in to Watercooler Ltd")).to_be_visible()

"""A link that comes by a real mail server, and what those who wait read when there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import StartServers
from tests.e2e import screen
from tests.e2e.house import House, email
from tests.stack.chromium import People
from tests.stack.mail_server import MailServer
from tests.stack.processes import wait_until
from tests.stack.server import Server


@pytest.fixture(scope="module")
def post_office() -> Iterator[MailServer]:
    office = MailServer().start()
    yield office
    office.stop()


@pytest.fixture(scope="module")
def one_server(start_servers: StartServers, post_office: MailServer) -> Server:
    return start_servers(1, SMTP_URL=f"smtp://127.0.0.1:{post_office.port}?tls=no", MAIL_FROM="Parley <p@w.example>")[0]


@pytest.fixture(scope="module")
def house(browser: Browser, one_server: Server) -> House:
    return House.founded(browser, one_server.url, "grace")


def card_of(page: Page, name: str) -> Locator:
    """What somebody's card says, opened from a mention of theirs."""
    screen.post(page, f"@{name}?")
    page.get_by_role("button", name=f"@{name}").last.click()
    return page.get_by_role("dialog", name=name)


def test_an_address_is_not_confirmed_until_a_mailed_link_has_come_back(people: People, house: House) -> None:
    _, grace = house.call_in(people, "ada", "grace")
    expect(card_of(grace, "Ada Lovelace")).to_contain_text("E-mail address not confirmed yet")


@pytest.mark.slow
def test_a_link_comes_by_mail_and_signs_in(people: People, house: House, post_office: MailServer) -> None:
    page = people("visitor", base_url=house.url)
    screen.ask_for_link(page, email("ada"))
    wait_until(lambda: bool(post_office.mails), seconds=20, what="a mail")
    html = post_office.mails[0].get_body(("html",))
    assert html
    link = re.search(r'href="([^"]+/auth/magic\?token=[^"]+)"', html.get_content())
    assert link
    screen.confirm(page, link[1])
    screen.expect_room(page)
    (grace,) = house.call_in(people, "grace")
    card = card_of(grace, "Ada Lovelace")
    expect(card).to_be_visible()
    expect(card).not_to_contain_text("not confirmed")


def test_without_a_mail_server_all_who_wait_read_so(people: People, house: House, post_office: MailServer) -> None:
    post_office.stop()
    for who in ("ada", "nobody"):
        page = people(who, base_url=house.url)
        page.goto("/login")
        page.get_by_role("textbox", name="Email").fill(email(who))
        page.get_by_role("button", name="Email me a link").click()
        expect(page.get_by_text("Mail is not getting out at the moment")).to_be_visible(timeout=40_000)
    post_office.start()

"""Coming in by a mailed link, going out everywhere, and what those see who are not in."""

from __future__ import annotations

import email as mail
import re
import sqlite3
from contextlib import closing
from email import policy
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screen
from tests.e2e.house import House, email
from tests.stack.chromium import People
from tests.stack.processes import wait_until
from tests.stack.sample import sample
from tests.stack.server import Server

NOISE = ("websocket", "WebSocket")  # of the pages that get no connection
LOGIN = re.compile(r"/login/?$")  # a full load of it ends at /login/, as static files do
STOPPED = "You have been signed out. Sign in to go on."


@pytest.fixture
def visitor(people: People, house: House) -> Page:
    """Somebody whom this browser does not know."""
    return people("visitor", base_url=house.url)


def test_a_mailed_link_signs_in_and_works_once(visitor: Page, one_server: Server) -> None:
    link = _mailed_link(visitor, one_server)
    screen.confirm(visitor, link)
    screen.expect_room(visitor)
    expect(visitor.get_by_role("button", name="Grace Hopper", exact=True)).to_be_visible()
    visitor.context.clear_cookies()
    screen.confirm(visitor, link)
    expect(visitor.get_by_text("This sign-in link has been used already")).to_be_visible()


@pytest.mark.slow
def test_a_link_signs_in_the_device_that_it_is_opened_on_and_no_other(
    visitor: Page, people: People, house: House, one_server: Server
) -> None:
    link = _mailed_link(visitor, one_server)
    phone = people("phone", base_url=house.url, phone=True, dark=True)
    screen.confirm(phone, link)
    screen.expect_room(phone)
    visitor.goto("/")
    visitor.wait_for_url(LOGIN)


@pytest.mark.slow
def test_an_expired_link_says_so_and_signs_nobody_in(visitor: Page, one_server: Server) -> None:
    link = _mailed_link(visitor, one_server)
    with closing(sqlite3.connect(one_server.data / "parley.db", timeout=10)) as file, file:
        file.execute("UPDATE login_tokens SET expires_at = '2026-01-01 00:00:00.000000'")
    screen.confirm(visitor, link)
    expect(visitor.get_by_text("is older than 15 minutes")).to_be_visible()
    assert not [each for each in visitor.context.cookies() if each.get("name") == "parley_access"]


def test_opening_a_mailed_link_without_the_click_does_not_use_it(visitor: Page, one_server: Server) -> None:
    """Mail scanners open every link."""
    link = _mailed_link(visitor, one_server)
    assert visitor.request.get(link).ok
    screen.confirm(visitor, link)
    screen.expect_room(visitor)


@pytest.mark.slow
def test_an_unknown_address_gets_the_same_answer_and_no_mail(visitor: Page, one_server: Server) -> None:
    before = len(list(_outbox(one_server)))
    screen.ask_for_link(visitor, "nobody@watercooler.example")
    _mailed_link(visitor, one_server)
    assert len(list(_outbox(one_server))) == before + 1


def test_signing_out_stops_the_other_tabs_and_says_why(visitor: Page, people: People, one_server: Server) -> None:
    screen.confirm(visitor, _mailed_link(visitor, one_server))
    screen.expect_room(visitor)
    other = people.another_tab(visitor)
    other.goto(visitor.url)
    screen.post(other, "I am still here")
    screen.expect_message(visitor, "I am still here")
    screen.sign_out(visitor, "Grace Hopper")
    visitor.wait_for_url(LOGIN)
    expect(other.get_by_text(STOPPED)).to_be_visible()
    other.get_by_role("link", name="Sign in").click()
    other.wait_for_url(LOGIN)


@pytest.mark.slow
def test_a_signed_out_tab_hears_nothing_more(visitor: Page, house: House, people: People, one_server: Server) -> None:
    screen.confirm(visitor, _mailed_link(visitor, one_server))
    screen.expect_room(visitor)
    other, (ada,) = people.another_tab(visitor), house.call_in(people, "ada")
    other.goto(visitor.url)
    screen.post(ada, "Before")
    screen.expect_message(other, "Before")
    screen.sign_out(visitor, "Grace Hopper")
    expect(other.get_by_text(STOPPED)).to_be_visible()
    screen.post(ada, "After")
    screen.expect_message(ada, "After")
    other.wait_for_timeout(300)  # what must not come would have come by now
    expect(other.get_by_text("After", exact=True)).to_have_count(0)


def test_a_stranger_at_a_room_ends_at_the_sign_in_page_and_sees_nothing(visitor: Page, house: House, people: People):
    (ada,) = house.call_in(people, "ada")
    screen.post(ada, "Between us")
    screen.expect_message(ada, "Between us")
    frames: list[str] = []
    visitor.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    visitor.goto(ada.url)
    visitor.wait_for_url(LOGIN)
    expect(visitor.get_by_role("button", name="Email me a link")).to_be_visible()
    assert frames
    assert not [frame for frame in frames if "Between us" in frame or "watercooler.example" in frame]


@pytest.mark.slow
def test_signing_in_leads_to_the_page_that_was_asked_for(
    visitor: Page, house: House, people: People, one_server: Server
) -> None:
    (ada,) = house.call_in(people, "ada")
    screen.post(ada, "Look here")
    screen.expect_message(ada, "Look here")
    wanted = f"{ada.url.rstrip('/')}/{screen.article(ada, 'Look here').get_attribute('data-message-id')}"
    visitor.goto(wanted)
    visitor.wait_for_url(LOGIN)
    link = _mailed_link(visitor, one_server)
    elsewhere = people.another_tab(visitor)  # where mail programs open links
    screen.confirm(elsewhere, link)
    elsewhere.wait_for_url(re.compile(rf"{re.escape(wanted)}/?$"))
    screen.expect_message(elsewhere, "Look here")


@pytest.mark.parametrize(
    "forged", sample(["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"], 1)
)
def test_and_never_to_another_site(house: House, people: People, forged: str) -> None:
    (grace,) = house.call_in(people, "grace")
    grace.evaluate("(forged) => localStorage.setItem('parley_wanted', forged)", forged)
    grace.goto("/")
    screen.expect_room(grace)
    assert grace.url.startswith(f"{house.url}/rooms/")


def test_a_page_at_another_address_says_so_and_which_setting_would_mend_it(visitor: Page, house: House) -> None:
    elsewhere = house.url.replace("localhost", "127.0.0.1")
    visitor.goto(f"{elsewhere}/login")
    expect(screen.alert(visitor)).to_contain_text(f"This page was opened at {elsewhere}, which is not the address")
    expect(screen.alert(visitor)).to_contain_text(f"BASE_URL={elsewhere}")
    visitor.goto("/login")
    expect(visitor.get_by_role("textbox", name="Email")).to_be_visible()
    expect(screen.alert(visitor)).to_have_count(0)


# What may become of a websocket on its way, as a class in place of the browser's own.
WAYS = {
    "nowhere": "class extends WebSocket {"
    " constructor(url, ...more) { super(url.replace('/_event', '/nowhere'), ...more); } }",
    "closed": "class extends Silent { constructor(...all) { super(...all); setTimeout(() => this.end(1000, true)); } }",
    "cut": "class extends Silent { constructor(...all) { super(...all); setTimeout(() => this.end(1006, false)); } }",
    "says nothing": "class extends Silent {}",
    "answers nothing": """class extends Silent {
      constructor(...all) {
        super(...all);
        const hello = {sid: "a", upgrades: [], pingInterval: 25000, pingTimeout: 20000, maxPayload: 1000000};
        setTimeout(() => this.onmessage?.({data: "0" + JSON.stringify(hello)}), 50);
      }
    }""",
}
SILENT = """
class Silent extends EventTarget {
  constructor() { super(); this.readyState = 0; setTimeout(() => { this.readyState = 1; this.onopen?.({}); }); }
  send() {}
  close() { this.end(1005, true); }
  end(code, wasClean) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({code, wasClean, reason: ""});
  }
}
"""


def test_a_page_without_a_websocket_says_so_within_ten_seconds(people: People, house: House) -> None:
    """As behind a proxy that does not know what an `Upgrade` is, ends it, or holds what goes through: all at once."""
    pages = [people(name, base_url=house.url, alone=True) for name in WAYS]
    for page, way in zip(pages, WAYS.values(), strict=True):
        page.add_init_script(f"{SILENT} window.WebSocket = {way};")
        page.goto("/login")
    for page in pages:
        expect(screen.alert(page)).to_contain_text("a websocket) does not get through", timeout=12_000)
        expect(screen.connection(page)).to_have_text("Reconnecting…")


@pytest.mark.parametrize("page", sample(["/login", "/auth/magic", "/login/", "/settings", "/admin/workspace"], 2))
def test_what_somebody_else_has_written_into_an_address_is_not_shown(people: People, house: House, page: str) -> None:
    (ada,) = house.call_in(people, "ada", at="/settings")
    if page.startswith(("/login", "/auth")):
        ada.context.clear_cookies()
    words = "&".join(f"{name}=Call+555+0100" for name in ("error", "linking", "said", "message", "reason", "trouble"))
    ada.goto(f"{page}?{words}&field=&seal=99999999999.x")
    expect(ada.get_by_role("button", name=re.compile("Sign in|Add a passkey|Save")).first).to_be_visible()
    expect(ada.get_by_text("555 0100")).to_have_count(0)


def _mailed_link(page: Page, server: Server) -> str:
    """Ask for one as Grace; it is in the newest mail of the outbox."""
    known = set(_outbox(server))
    screen.ask_for_link(page, email("grace"))
    wait_until(lambda: set(_outbox(server)) != known, seconds=20, what="a mail in the outbox")
    (new,) = set(_outbox(server)) - known
    message = mail.message_from_bytes(new.read_bytes(), EmailMessage, policy=policy.default)
    assert message["To"] == email("grace")
    body = message.get_body(("plain",))
    assert body
    found = re.search(r"https?://\S+/auth/magic\?token=\S+", body.get_content())
    assert found
    return found[0]


def _outbox(server: Server):
    return server.data.joinpath("outbox").glob("*.eml")

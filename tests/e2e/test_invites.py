"""Invites: links with a QR code on chosen terms, by mail to many, for a domain, and their end."""

from __future__ import annotations

import email as mails
import re
from email import policy as mail_policy

from playwright.sync_api import expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.stack.chromium import People
from tests.stack.server import Server


def mailed_link(server: Server, to: str) -> str:
    """The link in the newest mail to an address."""
    found: list[str] = []
    for file in sorted((server.data / "outbox").glob("*.eml"), key=lambda file: file.stat().st_mtime):
        mail = mails.message_from_bytes(file.read_bytes(), policy=mail_policy.default)
        if mail["To"] == to:
            body = mail.get_body(("plain",))
            assert body is not None
            found += re.findall(r"https?://\S+(/join/\S+)", body.get_content())
    return found[-1]


def test_a_guest_comes_by_a_link_and_sees_only_the_chosen_room(
    meet: Guests, people: People, one_server: Server
) -> None:
    ada, grace = meet("for clients", "ada", "grace")
    ada.goto("/invites")
    form = ada.get_by_role("region", name="Invite by link")
    form.get_by_role("radio", name="Guest").check()
    form.get_by_role("checkbox", name="for clients").check()
    form.get_by_role("spinbutton", name="Uses").fill("1")
    form.get_by_role("button", name="Make a link").click()
    expect(form.get_by_role("img", name="QR code of the invite link")).to_be_visible()
    link = form.get_by_role("textbox", name="New invite link").input_value()
    guest = people("dorothy", base_url=one_server.url)
    screen.join_by(guest, link.replace(one_server.url, ""), name="Dorothy Vaughan", email="dorothy@client.example")
    screen.expect_room(guest, "for clients")
    expect(screen.rooms(guest).get_by_role("link", name=re.compile("watercooler"))).to_have_count(0)
    expect(grace.locator(".system-line").last).to_contain_text("Dorothy Vaughan joined")
    screen.rooms(guest).get_by_role("button", name="New message").click()
    names = guest.get_by_role("dialog", name="New message")
    expect(names.get_by_role("checkbox", name="Ada Lovelace")).to_be_visible()
    late = people("late", base_url=one_server.url)
    late.goto(link.replace(one_server.url, ""))
    expect(late.get_by_role("heading", name="This invite link has ended")).to_be_visible()


def test_many_are_invited_by_mail_and_one_joins_with_a_proven_address(
    call_in: Guests, people: People, one_server: Server
) -> None:
    (ada,) = call_in("ada", at="/invites")
    form = ada.get_by_role("region", name="Invite by e-mail")
    form.get_by_role("textbox", name="Addresses").fill("edsger@far.example, mary@far.example, nonsense@")
    form.get_by_role("button", name="Send invites").click()
    expect(form.get_by_role("alert")).to_contain_text("“nonsense@” does not look like an e-mail address")
    form.get_by_role("textbox", name="Addresses").fill("edsger@far.example\nmary@far.example")
    form.get_by_role("button", name="Send invites").click()
    expect(form.get_by_text("2 invites on the way.")).to_be_visible()
    pending = ada.get_by_role("list", name="Pending invites")
    mary = pending.get_by_role("listitem").filter(has_text="mary@far.example")
    expect(mary).to_contain_text("by Ada Lovelace")
    mary.get_by_role("button", name="Revoke").click()
    expect(mary).to_have_count(0)
    edsger = people("edsger", base_url=one_server.url)
    edsger.goto(mailed_link(one_server, "edsger@far.example"))
    expect(edsger.get_by_role("textbox", name="Email")).to_have_value("edsger@far.example")
    edsger.get_by_role("textbox", name="Your name").fill("Edsger Dijkstra")
    edsger.get_by_role("button", name="Join").click()
    screen.expect_room(edsger, "watercooler")
    revoked = people("mary", base_url=one_server.url)
    revoked.goto(mailed_link(one_server, "mary@far.example"))
    expect(revoked.get_by_role("heading", name="This invite link has ended")).to_be_visible()

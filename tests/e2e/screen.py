"""What people do on Parley's screens and what they see there, found by accessible names only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import Locator, Page, expect

CONFIRMED = 'article[data-state="sent"]'

# ── at the door ──


def set_up(page: Page, *, name: str, email: str, workspace: str = "Watercooler Ltd") -> None:
    """Make the workspace, as the first person does; ends in a room."""
    page.goto("/setup")
    page.get_by_role("textbox", name="Workspace name").fill(workspace)
    _introduce(page, name, email, "Create workspace")


def join_by(page: Page, link: str, *, name: str, email: str) -> None:
    """Follow an invite link; ends in a room."""
    page.goto(link)
    _introduce(page, name, email, "Join")


def ask_for_link(page: Page, email: str) -> None:
    """Ask for a sign-in link."""
    page.goto("/login")
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_role("button", name="Email me a link").click()
    expect(page.get_by_text("a link is on its way")).to_be_visible()


def confirm(page: Page, link: str) -> None:
    """Open a sign-in link, and press its button."""
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()


def alert(page: Page) -> Locator:
    """What went wrong; regions that wait, empty, for something to say are passed over."""
    return page.get_by_role("alert").filter(has_text=re.compile(r"\S"))


def sign_out(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("menuitem", name="Sign out").click()


def _introduce(page: Page, name: str, email: str, button: str) -> None:
    page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_role("button", name=button).click()
    expect_room(page)


# ── the room ──


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message")


def feed(page: Page) -> Locator:
    return page.get_by_role("log", name="Messages")


def articles(page: Page) -> Locator:
    return feed(page).get_by_role("article")


def article(page: Page, text: str) -> Locator:
    return articles(page).filter(has_text=text)


def post(page: Page, *texts: str) -> None:
    """Type each text and press Enter."""
    for text in texts:
        box(page).fill(text)
        box(page).press("Enter")


def expect_room(page: Page, name: str | None = None) -> None:
    """A room is open, with its messages, and ready to write in."""
    if name is not None:  # first: until the screen has turned, what is open is the room before
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(rf"#?{re.escape(name)}"))
    expect(box(page)).to_be_visible()
    expect(page.locator('[role="log"][aria-busy="true"]')).to_have_count(0)


def expect_message(page: Page, text: str) -> None:
    """The message is there once, and stored."""
    expect(article(page, text)).to_have_count(1)
    expect(article(page, text)).to_have_attribute("data-state", "sent")


def expect_feed(page: Page, texts: Iterable[str], *, timeout: float | None = None) -> None:
    """Exactly these messages, in this order, all of them stored."""
    ends = [re.compile(rf"{re.escape(text)}\s*$") for text in texts]
    expect(articles(page)).to_have_text(ends, timeout=timeout)
    expect(feed(page).locator(CONFIRMED)).to_have_count(len(ends))


def connection(page: Page) -> Locator:
    return page.get_by_role("status", name="Connection")


# ── the rooms ──


def rooms(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Rooms")


def room_link(page: Page, name: str) -> Locator:
    return rooms(page).get_by_role("link", name=name, exact=True)


def go_to(page: Page, room: str) -> None:
    """Choose a room in the sidebar, whether or not something in it is unread."""
    rooms(page).get_by_role("link", name=re.compile(rf"^{re.escape(room)}(,|$)")).click()
    expect_room(page, room)


def create_room(page: Page, name: str, kind: str = "Open") -> None:
    """Through the dialog; ends in the new room, when the name is free."""
    rooms(page).get_by_role("button", name="New room").click()
    dialog = page.get_by_role("dialog", name="New room")
    dialog.get_by_role("textbox", name="Room name").fill(name)
    dialog.get_by_role("radio", name=kind).check()
    dialog.get_by_role("button", name="Create room").click()


def join_room(page: Page, name: str) -> None:
    """Find an open room, and enter it."""
    rooms(page).get_by_role("button", name="Browse rooms").click()
    page.get_by_role("dialog", name="Browse rooms").get_by_role("button", name=f"Join {name}", exact=True).click()
    expect_room(page, name)


def talk_to(page: Page, name: str) -> None:
    """Open the conversation with somebody."""
    rooms(page).get_by_role("button", name="New message").click()
    dialog = page.get_by_role("dialog", name="New message")
    dialog.get_by_role("combobox", name="People").fill(name)
    dialog.get_by_role("checkbox", name=name).check()
    dialog.get_by_role("button", name="Start").click()
    expect_room(page, name)


def leave_room(page: Page) -> None:
    room_menu(page, "Leave room")
    page.get_by_role("dialog", name="Leave this room?").get_by_role("button", name="Leave", exact=True).click()


def room_menu(page: Page, item: str) -> None:
    """Choose something in the open room's menu."""
    page.get_by_role("button", name="Room menu").click()
    page.get_by_role("menu").get_by_text(item, exact=True).click()


def add_people(page: Page, *names: str) -> None:
    """Bring people into the open room."""
    room_menu(page, "Add people")
    dialog = page.get_by_role("dialog", name="Add people")
    for name in names:
        dialog.get_by_role("combobox", name="People").fill(name)
        dialog.get_by_role("checkbox", name=name).check()
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_have_count(0)


def about_member(page: Page, name: str, item: str) -> None:
    """Choose something in the menu beside a member, in the details; ends in a question."""
    page.get_by_role("button", name=f"What to do with {name}").click()
    page.get_by_role("menuitem", name=item).click()


def invite_link(page: Page) -> str:
    """The link that the dialog offers."""
    rooms(page).get_by_role("button", name="Workspace menu").click()
    page.get_by_role("menuitem", name="Invite people").click()
    field = page.get_by_role("dialog", name="Invite people").get_by_role("textbox", name="Invite link")
    expect(field).to_have_value(re.compile("/join/"))
    link = field.input_value()
    page.keyboard.press("Escape")
    return link

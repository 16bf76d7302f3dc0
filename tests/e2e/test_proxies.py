"""Parley behind a real TLS proxy, set up as docs/hosting.md says, on another port than 443: all of it works, by one
process on SQLite and by two on PostgreSQL, and nothing ever leaves the one address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import require
from tests.e2e import screen
from tests.e2e.test_emoji import find, open_for
from tests.e2e.test_passkeys import add_one, authenticator
from tests.stack import chromium
from tests.stack.chromium import People
from tests.stack.install import CADDY, CHROMIUM, NGINX
from tests.stack.proxy import Proxy
from tests.stack.server import SECRETS, Server

GRACE = "grace@watercooler.example"
# What is written, and what of it is looked for.
SAID = {
    "Große Straße in Łódź": "strasse", "Tiếng Việt rất đẹp": "viet", "Ο Σίσυφος ανέβηκε": "σισυφος",
    "Мой чёрный чай": "черный", "שָׁלוֹם לכולם": "שלום", "مُحَمَّد في المدرسة": "محمد", "हिन्दी में संदेश": "संदेश",
    "สวัสดีครับทุกคน": "ทุกคน", "주간회의를 열어요": "회의", "会議はカタカナで": "かたかな", "我们明天在东京见面": "东京",
    "Ｆｕｌｌ ｗｉｄｔｈ": "full", "docker-compose up 🎉": "docker-comp",
}  # fmt: skip


@dataclass
class Site:
    """What stands behind the address, and a browser that finds it."""

    proxy: Proxy
    server: Server
    browser: Browser


# At each change the one that has most parts: a proxy, two processes, PostgreSQL and Redis.
WAYS = [
    pytest.param((need, processes), id=f"{need.name}, {processes} process", marks=marks)
    for need, processes, marks in (
        (NGINX, 2, ()),
        (CADDY, 1, pytest.mark.slow),
        (CADDY, 2, pytest.mark.slow),
        (NGINX, 1, pytest.mark.slow),
    )
]


@pytest.fixture(params=WAYS, scope="module")
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """One process keeps everything in SQLite, two in PostgreSQL."""
    need, processes = request.param
    require(need)
    require(CHROMIUM)
    with ExitStack() as undo:
        proxy = Proxy(need.package)
        undo.callback(proxy.stop)
        settings: Any = {**proxy.settings, **(_shared(request) if processes > 1 else {})}
        server = Server(PASSWORD_SIGN_IN="true", **settings)
        undo.callback(server.stop)
        proxy.start(server.start().port)
        yield Site(proxy, server, undo.enter_context(chromium.launched(*proxy.flags)))


def _shared(request: pytest.FixtureRequest) -> dict[str, str]:
    postgres, redis = request.getfixturevalue("postgres"), request.getfixturevalue("redis")
    url = postgres.url(postgres.create())
    return {"database_url": url, "redis_url": redis.url, "WORKERS": "2", **SECRETS}


@pytest.fixture
def people(site: Site) -> Iterator[People]:
    crowd = People(site.browser, site.proxy.url)
    yield crowd
    crowd.leave()


def test_a_team_begins_talks_and_signs_in_again_through_tls(site: Site, people: People) -> None:
    ada, grace = people("ada"), people("grace", phone=True)
    asked = [watched(page) for page in (ada, grace)]
    first_run(ada, site.server)
    invite = screen.invite_link(ada)
    assert invite.startswith(f"{site.proxy.url}/join/")
    screen.join_by(grace, invite, name="Grace Hopper", email=GRACE)
    screen.post(ada, "hello through TLS")
    screen.expect_message(grace, "hello through TLS")
    screen.post(grace, "and back")
    screen.expect_message(ada, "and back")
    write_and_search(ada, grace)
    pick(ada, grace)
    sign_in_every_way(grace, site.server)
    screen.expect_message(grace, "hello through TLS")
    take_turns(grace, site.server)
    for urls in asked:
        assert {re.split(r"(?<=\w)/", url)[0] for url in urls} == {
            site.proxy.url,
            site.proxy.url.replace("https", "wss"),
        }


def first_run(page: Page, server: Server) -> None:
    """With the code, which is asked for at once: behind a proxy nobody is at this machine."""
    page.goto("/")
    page.wait_for_url(re.compile("/setup/?$"))
    page.get_by_role("textbox", name="Workspace name").fill("Watercooler Ltd")
    page.get_by_role("textbox", name="Your name").fill("Ada Lovelace")
    page.get_by_role("textbox", name="Email").fill("ada@watercooler.example")
    page.get_by_role("textbox", name="Setup code").fill("not this one")
    page.get_by_role("button", name="Create workspace").click()
    expect(page.get_by_text("That is not the setup code.")).to_be_visible()
    (code,) = set(re.findall(r"setup code (\w+)", server.log))  # each process prints it
    page.get_by_role("textbox", name="Setup code").fill(code)
    page.get_by_role("button", name="Create workspace").click()
    screen.expect_room(page, "watercooler")


def write_and_search(page: Page, other: Page) -> None:
    """In every script that somebody may write."""
    room = page.url
    screen.post(page, *SAID)
    for text in SAID:
        screen.expect_message(other, text)
    for text, word in SAID.items():
        page.goto(f"/search?q={word}")
        expect(page.get_by_role("region", name="Results").get_by_role("link")).to_have_count(1)
        expect(page.get_by_role("region", name="Results")).to_contain_text(text[:4])
    page.goto(room)
    screen.expect_room(page, "watercooler")


def pick(page: Page, other: Page) -> None:
    """From the whole picker."""
    dialog = open_for(page, "hello through TLS")
    find(dialog, "rainbow flag", "🏳️‍🌈").click()
    for each in (page, other):
        said = screen.article(each, "hello through TLS")
        expect(said.get_by_role("button").filter(has_text="🏳️‍🌈")).to_be_visible()


def take_turns(page: Page, server: Server) -> None:
    """Grace leaves a draft, and signs out; Ada signs in there, and finds nothing of hers."""
    page.goto("/")
    screen.expect_room(page)
    screen.box(page).fill("for Grace alone")
    page.wait_for_timeout(1_500)  # it is saved a second after the last key
    leave(page)
    screen.confirm(page, server.command("login-link", "ada@watercooler.example").strip())
    screen.expect_room(page)
    expect(screen.box(page)).to_have_value("")
    screen.post(page, "at Grace's desk")
    said = screen.article(page, "at Grace's desk")
    expect(said).to_have_attribute("data-state", "sent")
    expect(said).to_have_attribute("aria-label", re.compile("^Ada Lovelace: "))


def sign_in_every_way(page: Page, server: Server) -> None:
    """A mailed link, a password, a passkey; ends in a room. The link comes first: it proves the address, which ends
    what was there before."""
    leave(page)
    screen.ask_for_link(page, GRACE)
    (mail,) = server.data.joinpath("outbox").glob("*.eml")
    link = re.search(r"^https:\S+$", mail.read_text(), re.MULTILINE)  # as it stands in the file, to be copied
    assert link, mail.read_text()
    assert link[0].startswith(page.url.partition("/login")[0])
    screen.confirm(page, link[0])
    screen.expect_room(page)
    authenticator(page)
    add_one(page)
    page.goto("/settings")
    page.get_by_role("textbox", name="New password").fill("a long enough passphrase")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    leave(page)
    page.get_by_role("textbox", name="Email").fill(GRACE)
    page.get_by_role("textbox", name="Password").fill("a long enough passphrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    screen.expect_room(page)
    leave(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    screen.expect_room(page)


def leave(page: Page) -> None:
    page.goto("/rooms")
    screen.sign_out(page, "Grace Hopper")
    page.wait_for_url(re.compile("/login/?$"))


def watched(page: Page) -> list[str]:
    """Every address that the page asks for."""
    asked: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith(("data:", "blob:")) else asked.append(request.url)
    )
    page.on("websocket", lambda socket: asked.append(socket.url))
    return asked

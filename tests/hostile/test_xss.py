"""Some 150 attempts to run a script, through everything that people can write, in a real Chromium: nothing runs.

Nothing even tries: the Content-Security-Policy, which would stop it, has nothing to report.
"""

from __future__ import annotations

import asyncio
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from chat_app.services import accounts, flags, login_links, memberships, passkeys, posting, profiles, rooms
from chat_app.services.errors import Refused
from chat_app.services.post_writer import PostWriter
from tests.conftest import StartServers
from tests.e2e import screen
from tests.hostile.conftest import product
from tests.stack.chromium import People
from tests.stack.server import Server

ATTEMPTS = [
    line.encode().decode("unicode_escape") if line.startswith(r"[click](\x") else line
    for line in (Path(__file__).parent / "xss.txt").read_text().splitlines()
    if line and not line.startswith("# ")
]
CANARY = """
window.ran = [];
for (const name of ["xss", "alert", "confirm", "prompt", "print"]) window[name] = () => window.ran.push(name);
window.open = () => window.ran.push("open");
"""
# Whatever could run or load something, had it got into the page.
SUSPICIOUS = """
() => [...document.body.querySelectorAll("*")].filter((element) =>
  [...element.attributes].some((each) => each.name.startsWith("on") || ["srcdoc", "formaction"].includes(each.name)
    || (["href", "src", "action", "data", "xlink:href", "background"].includes(each.name)
        && /^[\\s\\u0000-\\u0020]*(javascript|vbscript|data:text|blob:xss)/i.test(each.value)))
  || ["IFRAME", "OBJECT", "EMBED", "BASE", "META", "MATH", "MARQUEE", "FRAME"].includes(element.tagName)
  || (element.closest("[role=log]") && ["SCRIPT", "STYLE", "LINK", "FORM", "VIDEO", "AUDIO"].includes(element.tagName)
      && !element.querySelector("[name=message]")))
  .map((element) => element.outerHTML.slice(0, 200))
"""


@dataclass
class Town:
    """A workspace whose every text is an attempt. `link` is the end of a sign-in link; `talks` are rooms."""

    url: str
    attempts: list[str]
    link: str
    talks: list[str]
    named: str


@pytest.fixture(scope="module", params=[4, pytest.param(1, marks=pytest.mark.slow)], ids=["a quarter", "all"])
def town(start_servers: StartServers, request: pytest.FixtureRequest) -> Town:
    (server,) = start_servers(1)
    with ThreadPoolExecutor(1) as apart:  # Playwright's loop may occupy this thread
        return apart.submit(lambda: asyncio.run(_settle(server, ATTEMPTS[:: request.param]))).result()


async def _settle(server: Server, attempts: list[str]) -> Town:
    parley = product(server)
    writer = PostWriter(parley)
    await parley.bus.start(lambda _: None)
    ada = await accounts.found(parley, workspace=attempts[0][:80], name="Ada", email="ada@watercooler.example")
    people = [ada]
    for number, attempt in enumerate(attempts[::5]):
        with suppress(Refused):
            people.append(await accounts.create(parley, f"p{number}@watercooler.example", attempt[:80]))
    for person, attempt in zip(people, attempts, strict=False):
        with suppress(Refused):
            await profiles.set_status(parley, person.id, emoji="🙂", text=attempt[:100], until=0)
    named = ""
    for attempt in attempts[::3]:
        with suppress(Refused):
            named = (await rooms.create(parley, ada.id, name=attempt[:80], topic=attempt[:250])).id
    talks: list[str] = []
    for part in (attempts[start : start + 24] for start in range(0, len(attempts), 24)):
        room = (await rooms.create(parley, ada.id, name=f"talk {len(talks)}", topic=part[0][:250])).id
        talks.append(room)
        fields: dict[str, Any] = {"room_id": room}
        author = people[len(talks)]
        await memberships.join(parley, author.id, uuid.UUID(room))
        for attempt in part:
            await posting.post(
                writer, author.id, posting.parse(**fields, client_msg_id=uuid.uuid4(), text=f"haystack {attempt}")
            )
            said = posting.parse(**fields, client_msg_id=uuid.uuid4(), text=attempt)
            message = await posting.post(writer, author.id, said)
            async with parley.database.write() as session:
                await flags.note(session, uuid.UUID(message.id), author.id, ((attempt[:80], attempt),))
    for number, attempt in enumerate(attempts[:: len(attempts) // passkeys.LIMIT + 1]):
        key = f"key {number}"
        await passkeys.add(parley, ada.id, None, credential_id=key, public_key=b"", sign_count=0, name=attempt)
    link = await login_links.make(parley, ada)
    await parley.bus.stop()
    await parley.database.close()
    return Town(server.url, attempts, link.partition("/auth")[2], talks, named)


@pytest.fixture
def visitor(people: People, town: Town) -> Page:
    """Somebody in front of a page in which everything that runs is noticed."""
    page = people("visitor", base_url=town.url)
    page.add_init_script(CANARY)
    page.on("dialog", lambda dialog: dialog.dismiss())
    return page


def expect_calm(page: Page, people: People) -> None:
    """Nothing has run, nothing has tried, and nothing in the page could."""
    assert page.evaluate("() => window.ran") == []
    assert page.evaluate(SUSPICIOUS) == []
    said = [line for lines in people.consoles.values() for line in lines]
    assert not [line for line in said if "Content Security Policy" in line or line.startswith("uncaught:")]


def test_there_are_enough_attempts_and_the_canary_sings(visitor: Page) -> None:
    assert len(ATTEMPTS) >= 100
    visitor.goto("/login")
    expect(visitor.get_by_role("button", name="Email me a link")).to_be_visible()
    assert visitor.evaluate("() => { xss(); return window.ran; }") == ["xss"]
    visitor.evaluate("() => { const box = document.createElement('div'); box.innerHTML = '<iframe></iframe>'; "
                     "document.body.append(box); }")  # fmt: skip
    assert visitor.evaluate(SUSPICIOUS) != []


def test_nothing_that_people_write_runs(visitor: Page, people: People, town: Town) -> None:
    screen.confirm(visitor, "/auth" + town.link)
    screen.expect_room(visitor)
    for room in town.talks:
        visitor.goto(f"/rooms/{room}")
        expect(screen.articles(visitor).last).to_be_visible()
        expect(screen.articles(visitor).nth(8)).to_be_visible()
        expect_calm(visitor, people)
    visitor.goto(f"/rooms/{town.named}")
    screen.expect_room(visitor)
    visitor.get_by_role("button", name="Details").click()
    screen.rooms(visitor).get_by_role("button", name="New message").click()
    expect(visitor.get_by_role("dialog", name="New message")).to_be_visible()
    expect_calm(visitor, people)
    visitor.keyboard.press("Escape")
    visitor.goto("/search")
    visitor.get_by_role("searchbox", name="Search messages").fill("haystack")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_text("haystack").first).to_be_visible()
    expect_calm(visitor, people)
    for attempt in town.attempts[::25]:
        visitor.goto(f"/search?{urlencode({'q': attempt})}")
        expect(visitor.get_by_role("searchbox", name="Search messages")).to_have_value(attempt.strip()[:200])
        expect_calm(visitor, people)
    for page, name in (("admin", "People"), ("admin/flags", "Flagged messages"), ("settings", "Passkeys")):
        visitor.goto(f"/{page}")
        expect(visitor.get_by_role("list", name=name).get_by_role("listitem").nth(3)).to_be_visible()
        expect_calm(visitor, people)


def test_nothing_in_an_address_runs(visitor: Page, people: People, town: Town) -> None:
    for attempt in town.attempts[::9]:
        query = urlencode(
            dict.fromkeys(("error", "field", "name", "email", "workspace", "token", "next", "sent"), attempt)
        )
        for path in ("/login", "/auth/magic") if attempt == town.attempts[0] else ("/login",):
            visitor.goto(f"{path}?{query}")
            expect(visitor.get_by_role("button").first).to_be_visible()
        expect_calm(visitor, people)
    visitor.goto("/join/" + re.sub(r"[/?#%\\]", "", town.attempts[18]))
    expect(visitor.get_by_role("heading").first).to_be_visible()
    expect_calm(visitor, people)

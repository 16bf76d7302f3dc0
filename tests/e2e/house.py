"""A workspace with people in it, made once for a module through the real pages; each test calls them in afresh."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.e2e import screen
from tests.live import chatter
from tests.live.chatter import Person
from tests.stack.chromium import People
from tests.stack.server import Server

CAST = {"ada": "Ada Lovelace", "grace": "Grace Hopper", "alan": "Alan Turing"}


def email(who: str) -> str:
    return f"{who}@watercooler.example"


@dataclass
class House:
    """Where the people live: the address, and everybody's cookies."""

    url: str
    keys: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def founded(cls, browser: Browser, url: str, *others: str) -> House:
        """Ada makes the workspace, the others follow her invite link. They send the forms of those pages, whose drawing
        every module would have to wait for; test_first_run and test_invites look at them."""
        house = cls(url)
        house._enter(browser, "ada", "/auth/setup", workspace="Watercooler Ltd")
        code = at_tabs(chatter.invite_code(url, house.person("ada"))) if others else ""
        for who in others:
            house._enter(browser, who, "/auth/join", code=code)
        return house

    @classmethod
    def inherited(cls, browser: Browser, server: Server, *names: str) -> House:
        """A team that was there before: they come in by links of the command line."""
        house = cls(server.url)
        for who in names:
            link = server.command("login-link", email(who)).strip()
            house._enter(browser, who, "/auth/magic/use", token=link.partition("token=")[2])
        return house

    def person(self, who: str) -> Person:
        """Somebody as they are at a tab that draws nothing."""
        return Person(CAST[who], "; ".join(f"{each['name']}={each['value']}" for each in self.keys[who]["cookies"]))

    def _enter(self, browser: Browser, who: str, form: str, **fields: str) -> None:
        profile = browser.new_context(base_url=self.url)
        answer = profile.request.post(
            form,
            form={"name": CAST[who], "email": email(who), **fields},
            headers={"Origin": self.url},
            max_redirects=0,
        )
        assert (answer.status, answer.headers["location"]) == (303, "/"), answer.text()
        self.keys[who] = profile.storage_state()
        profile.close()

    def call_in(self, people: People, *names: str, url: str | None = None, at: str = "/", **looks: Any) -> list[Page]:
        """Each of them opens Parley, in a new browser that knows them: in their last room, unless `at` another page."""
        pages = [people(name, base_url=url or self.url, storage_state=self.keys[name], **looks) for name in names]
        for page in pages:
            page.goto(at)
            if at == "/":
                screen.expect_room(page)
        return pages

    def meet(self, people: People, room: str, *names: str, **looks: Any) -> list[Page]:
        """They all come together in a new room, which the first of them has made; test_rooms looks at how."""
        first, *rest = map(self.person, names)
        made = at_tabs(_gather(self.url, room, first, rest))
        pages = self.call_in(people, *names, at=f"/rooms/{made}", **looks)
        for page in pages:
            screen.expect_room(page, room)
        return pages


async def _gather(url: str, room: str, first: Person, rest: list[Person]) -> str:
    async with await first.tab(url).arrive() as tab:
        made = await chatter.create_room(tab, room)
    for person in rest:
        async with await person.tab(url).arrive() as tab:
            await chatter.join_room(tab, made)
    return made


def at_tabs(work: Coroutine[Any, Any, str]) -> str:
    """What happens at tabs that draw nothing; in a thread, since Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


def proved(server: Server, *names: str) -> None:
    """They have used a mailed link before: the first one would end what they are signed in by now."""
    with closing(sqlite3.connect(server.data / "parley.db", timeout=10)) as file, file:
        for who in names:
            statement = "UPDATE users SET email_verified_at = datetime('now') || '.000000' WHERE email = ?"
            file.execute(statement, (email(who),))


@contextmanager
def inhabited(messages: int, **environment: str) -> Iterator[Server]:
    """A server whose workspace has a past: the demo team, with half of the messages in the watercooler."""
    server = Server(**environment)  # pyright: ignore[reportArgumentType]
    try:
        server.command("demo", MESSAGES=str(messages))
        yield server.start()
    finally:
        server.stop()

"""The answer to *Email me a link*: the same for everybody, and given before anything that depends on the address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from chat_app.adapters.mail import Mail
from chat_app.api import forms, sign_in
from chat_app.auth import form_token
from chat_app.models import User
from chat_app.services import parley as product
from chat_app.services.parley import Parley

ADDRESSES = ("ada@watercooler.example", "nobody@watercooler.example")


class SlowMailer:
    """A mail server that takes its time: until the test lets it go on."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.asked: list[str] = []

    async def send(self, mail: Mail) -> None:
        self.asked.append(mail.to)
        await self.go_on.wait()

    async def check(self) -> None:
        self.asked.append("")
        await self.go_on.wait()


@pytest.fixture
def mailer(parley: Parley) -> SlowMailer:
    parley.mailer = mailer = SlowMailer()
    return mailer


@pytest.fixture
async def browser(parley: Parley, mailer: SlowMailer) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at the sign-in page."""
    before = product._current[:]
    product.use(parley)
    transport = httpx.ASGITransport(Starlette(routes=sign_in.routes, exception_handlers=forms.answers))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:3000") as browser:
        browser.cookies.set(form_token.COOKIE, form_token.make(parley.settings, None))
        yield browser
    mailer.go_on.set()
    await parley.settle()
    product._current[:] = before


def asked(browser: httpx.AsyncClient, email: str) -> dict[str, str]:
    return {"email": email, form_token.FIELD: browser.cookies[form_token.COOKIE]}


async def test_known_and_unknown_addresses_get_the_same_answer_before_any_mail_is_sent(
    parley: Parley, ada: User, browser: httpx.AsyncClient, mailer: SlowMailer
):
    answers = [await browser.post("/auth/magic/send", data=asked(browser, each)) for each in ADDRESSES]
    known, unknown = ((each.status_code, each.headers["location"], each.content) for each in answers)
    assert known == unknown == (303, "/login?sent=1", b"")
    assert len(parley.chores) == 2
    mailer.go_on.set()
    await parley.settle()
    assert sorted(mailer.asked) == ["", ADDRESSES[0]]  # the work is the same, too: as far as the mail server


async def test_what_is_no_address_is_said_at_once_and_kept(ada: User, browser: httpx.AsyncClient, mailer: SlowMailer):
    answer = await browser.post("/auth/magic/send", data=asked(browser, "ada at watercooler"))
    assert "ada+at+watercooler" in answer.headers["location"]
    assert "does+not+look+like" in answer.headers["location"]
    assert mailer.asked == []


@pytest.mark.parametrize("token", ["", "made.up", "another browser's"])
async def test_a_form_without_this_browsers_token_does_nothing_and_keeps_what_was_typed(
    parley: Parley, ada: User, browser: httpx.AsyncClient, mailer: SlowMailer, token: str
):
    stale = token if token != "another browser's" else form_token.make(parley.settings, None)
    fields = {"email": "ada@watercooler.example", form_token.FIELD: stale}
    answer = await browser.post("/auth/magic/send", data=fields, headers={"Referer": "http://localhost:3000/login?x=1"})
    assert answer.headers["location"].startswith("/login?error=This+page+was+out+of+date")
    assert "ada%40watercooler.example" in answer.headers["location"]
    assert mailer.asked == []
    fresh = answer.cookies[form_token.COOKIE]  # with which the next try works
    browser.cookies = {form_token.COOKIE: fresh}  # pyright: ignore[reportAttributeAccessIssue]
    again = await browser.post("/auth/magic/send", data=asked(browser, "ada@watercooler.example"))
    assert again.headers["location"] == "/login?sent=1"


async def test_and_leads_nowhere_but_to_our_own_pages(ada: User, browser: httpx.AsyncClient):
    for page in ("", "http://localhost:3000//evil.example/login", "http://localhost:3000/nowhere"):
        answer = await browser.post("/auth/magic/send", data={"email": "a@b.example"}, headers={"Referer": page})
        assert (answer.status_code, "location" in answer.headers) == (403, False)
        assert answer.text.startswith("This page was out of date")

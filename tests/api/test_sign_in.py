"""The answer to *Email me a link*: the same for everybody, and given before anything that depends on the address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from chat_app.adapters.mail import Mail
from chat_app.api import forms, sign_in
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
async def client(parley: Parley, mailer: SlowMailer) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor at the sign-in page."""
    before = product._current[:]
    product.use(parley)
    transport = httpx.ASGITransport(Starlette(routes=sign_in.routes, exception_handlers=forms.answers))
    url = "http://localhost:3000"
    async with httpx.AsyncClient(transport=transport, base_url=url, headers={"Origin": url}) as client:
        yield client
    mailer.go_on.set()
    await parley.finish_background()
    product._current[:] = before


async def test_known_and_unknown_addresses_get_the_same_answer_before_any_mail_is_sent(
    parley: Parley, ada: User, client: httpx.AsyncClient, mailer: SlowMailer
):
    answers = [await client.post("/auth/magic/send", data={"email": each}) for each in ADDRESSES]
    known, unknown = ((each.status_code, each.headers["location"], each.content) for each in answers)
    assert known == unknown == (303, "/login?sent=1", b"")
    assert len(parley.background) == 2
    mailer.go_on.set()
    await parley.finish_background()
    assert sorted(mailer.asked) == ["", ADDRESSES[0]]  # the work is the same, too: as far as the mail server


async def test_what_is_no_address_is_said_at_once_and_kept(ada: User, client: httpx.AsyncClient, mailer: SlowMailer):
    answer = await client.post("/auth/magic/send", data={"email": "ada at watercooler"})
    assert "ada+at+watercooler" in answer.headers["location"]
    assert "does+not+look+like" in answer.headers["location"]
    assert mailer.asked == []

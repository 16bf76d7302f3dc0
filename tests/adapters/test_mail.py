"""Three ways for mail to go out, and one contract for them: what is sent arrives, and what is not is said."""

from __future__ import annotations

import asyncio
import os
import ssl
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from chat_app.adapters.mail import (
    Mail,
    Mailer,
    NotSent,
    OutboxMailer,
    RetryingMailer,
    SmtpMailer,
    open_mailer,
)
from chat_app.adapters.mail.ses import SesMailer
from tests.adapters.mails import ADA, LINK, MAIL, SENDER, by_smtp
from tests.cast import settings_for
from tests.stack.amazon import KEYS, REGION, Amazon
from tests.stack.mail_server import MailServer
from tests.stack.processes import free_port
from tests.stack.tarpit import tarpit

AMAZON = {"aws_region": REGION, "aws_ses_sender": SENDER}


@dataclass
class Way:
    """A mailer, and what has arrived at its other end."""

    mailer: Mailer
    arrived: Callable[[], list[EmailMessage]]


@pytest.fixture(scope="module")
def amazon() -> Iterator[Amazon]:
    amazon = Amazon().start()
    yield amazon
    amazon.stop()


def by_ses(amazon: Amazon, tmp_path: Path, **more: Any) -> SesMailer:
    known = {**AMAZON, "aws_endpoint_url": amazon.url, **KEYS, **more}
    return SesMailer(settings_for("", tmp_path, **known))


@pytest.fixture(params=["outbox", "smtp", "ses"])
def way(request: pytest.FixtureRequest, tmp_path: Path, ends: tuple[ssl.SSLContext, ssl.SSLContext]) -> Way:
    if request.param == "smtp":
        server: MailServer = request.getfixturevalue("smtp")
        return Way(by_smtp(server, ends[1]), lambda: server.mails)
    if request.param == "ses":
        amazon: Amazon = request.getfixturevalue("amazon")
        amazon.forget()
        amazon.may_send_from("parley@watercooler.example")
        return Way(by_ses(amazon, tmp_path), lambda: amazon.mails)
    folder = tmp_path / "outbox"
    return Way(OutboxMailer(folder, SENDER), lambda: [_read(path) for path in folder.glob("*.eml")])


# ── the contract ──


async def test_a_mail_arrives_as_text_and_as_html(way: Way):
    await way.mailer.send(MAIL)
    (mail,) = way.arrived()
    assert (mail["From"], mail["To"], mail["Subject"]) == (SENDER, ADA, MAIL.subject)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert LINK in text.get_content()
    assert LINK in html.get_content()
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("name", ["Ada", "Käse & Söhne", "株式会社"])
async def test_a_link_can_be_copied_from_the_file_of_the_outbox(tmp_path: Path, name: str):
    await OutboxMailer(tmp_path, SENDER).send(
        Mail(ADA, f"Join {name}", f"{name}:\n\n{LINK}\n", f"<p>{name} {LINK}</p>")
    )
    lines = _written(tmp_path)
    assert LINK in lines
    assert f"<p>{name} {LINK}</p>" in lines


async def test_a_mail_says_when_it_was_sent_and_that_a_program_sent_it(way: Way):
    await way.mailer.send(MAIL)
    (mail,) = way.arrived()
    assert mail["Date"]
    assert mail["Message-ID"].endswith("@watercooler.example>")
    assert mail["Auto-Submitted"] == "auto-generated"


async def test_a_mail_without_html_is_plain_text(way: Way):
    await way.mailer.send(Mail(ADA, "Hello", "Grüße"))
    (mail,) = way.arrived()
    assert (mail.get_content_type(), mail.get_content().strip()) == ("text/plain", "Grüße")


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        (ADA, "Sign in\nBcc: mallory@elsewhere.example"),
        (f"{ADA}\nBcc: mallory@elsewhere.example", "Sign in"),
        (f"{ADA}, mallory@elsewhere.example", "Sign in"),
    ],
)
async def test_nothing_can_add_headers_or_receivers(way: Way, to: str, subject: str):
    with pytest.raises(ValueError):  # noqa: PT011 (each library has words of its own)
        await way.mailer.send(Mail(to, subject, LINK))
    assert way.arrived() == []


async def test_checking_sends_nothing(way: Way):
    await way.mailer.check()
    assert way.arrived() == []


@pytest.mark.parametrize("kind", ["smtp", "ses"])
async def test_a_slow_server_does_not_hold_up_the_loop(kind: str, tmp_path: Path):
    """boto3 blocks: it must do so in a thread."""
    with tarpit(seconds=1) as port:
        settings = settings_for("", tmp_path, **AMAZON, aws_endpoint_url=f"http://127.0.0.1:{port}", **KEYS)
        mailer = SesMailer(settings) if kind == "ses" else SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER)
        turns, sending = 0, asyncio.create_task(mailer.send(MAIL))
        while not sending.done():
            turns += 1
            await asyncio.sleep(0.01)
        with pytest.raises(NotSent):
            await sending
    assert turns > 10


@pytest.mark.parametrize("kind", ["outbox", "smtp", "ses"])
async def test_a_way_that_is_shut_says_so(kind: str, tmp_path: Path):
    (tmp_path / "file").touch()
    nowhere = f"http://127.0.0.1:{free_port()}"
    settings = settings_for("", tmp_path, **AMAZON, aws_endpoint_url=nowhere, **KEYS)
    shut: dict[str, Mailer] = {
        "outbox": OutboxMailer(tmp_path / "file", SENDER),
        "smtp": SmtpMailer(f"smtp://localhost:{free_port()}", SENDER),
        "ses": SesMailer(settings),
    }
    with pytest.raises(NotSent):
        await shut[kind].send(MAIL)
    with pytest.raises(NotSent):
        await shut[kind].check()


# ── Amazon SES ──


async def test_a_sender_that_amazon_does_not_know_is_refused_once(amazon: Amazon, tmp_path: Path):
    amazon.forget()
    with pytest.raises(NotSent, match="SES: MessageRejected") as refusal:
        await by_ses(amazon, tmp_path, aws_ses_sender="mallory@elsewhere.example").send(MAIL)
    assert not refusal.value.temporary


# ── the outbox ──


async def test_each_mail_has_a_file_of_its_own_in_a_private_folder(tmp_path: Path):
    mailer = OutboxMailer(tmp_path / "outbox", SENDER)
    for _ in range(3):
        await mailer.send(MAIL)
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 3
    assert stat.S_IMODE((tmp_path / "outbox").stat().st_mode) == 0o700


async def test_the_link_is_printed_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    await OutboxMailer(tmp_path, SENDER).send(MAIL)
    assert LINK in capsys.readouterr().out.split()
    assert os.listdir(tmp_path)


# ── the settings choose ──


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({}, OutboxMailer),
        ({"smtp_url": "smtp://mail.example.com"}, RetryingMailer),
        ({"aws_ses_sender": SENDER, "aws_region": REGION}, RetryingMailer),
    ],
)
def test_the_settings_choose_the_way(tmp_path: Path, given: dict[str, str], kind: type):
    assert type(open_mailer(settings_for("", tmp_path, **given))) is kind


def _written(folder: Path) -> list[str]:
    (file,) = folder.glob("*.eml")
    return file.read_text().splitlines()


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), EmailMessage, policy=policy.default)

"""Mail that does not get out is no secret: people who wait, admins, and the audit log hear of it."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from chat_app.adapters.mail import Mail, OutboxMailer, SmtpMailer
from chat_app.models import AuditEntry, User, Workspace
from chat_app.services import accounts, login_links, mail_texts, mailing
from chat_app.services.parley import Parley
from tests.cast import change, rows
from tests.stack.mail_server import MailServer

MAIL = Mail("ada@watercooler.example", "Hello", "Hello Ada")
ADMINS = "admins@watercooler.example"


@pytest.fixture
def server(parley: Parley) -> Iterator[MailServer]:
    """The product's mail server; ADMINS want to hear of troubles."""
    server = MailServer().start()
    parley.settings = parley.settings.model_copy(update={"to_email": ADMINS})
    parley.mailer = SmtpMailer(f"smtp://127.0.0.1:{server.port}?tls=no", "parley@watercooler.example")
    yield server
    server.stop()


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return body.get_content()


async def actions(parley: Parley) -> list[str]:
    return [entry.action for entry in await rows(parley, AuditEntry) if entry.action.startswith("mail.")]


async def test_mail_that_works_is_nothing_to_write_about(parley: Parley, server: MailServer):
    assert await mailing.deliver(parley, MAIL)
    assert not await mailing.failing(parley)
    assert await actions(parley) == []


async def test_a_failure_is_known_until_a_mail_gets_out(parley: Parley, server: MailServer):
    server.answers = ["554 no"] * 2
    assert not await mailing.deliver(parley, MAIL)
    assert await mailing.failing(parley)
    assert await mailing.deliver(parley, MAIL)
    assert not await mailing.failing(parley)
    assert await actions(parley) == ["mail.failed", "mail.admins_told", "mail.recovered"]


async def test_the_audit_log_says_why_and_to_whom(parley: Parley, server: MailServer):
    server.answers = ["554 looks like spam"]
    await mailing.deliver(parley, MAIL)
    entry = next(entry for entry in await rows(parley, AuditEntry) if entry.action == "mail.failed")
    assert entry.subject == MAIL.to
    assert "looks like spam" in entry.detail["reason"]


async def test_admins_hear_of_it_once_an_hour_if_mail_works_otherwise(parley: Parley, ada: User, server: MailServer):
    server.unwanted = {MAIL.to}
    for _ in range(3):
        await mailing.deliver(parley, MAIL)
    (told,) = server.mails
    assert (told["To"], told["Subject"]) == (ADMINS, "Watercooler Ltd: mail is not getting out")
    assert "no such person here" in text_of(told)


async def test_one_unwanted_address_does_not_mean_that_mail_fails(parley: Parley, server: MailServer):
    server.unwanted = {MAIL.to}
    assert not await mailing.deliver(parley, MAIL)
    assert not await mailing.failing(parley)
    assert "mail.refused" in await actions(parley)


@pytest.mark.parametrize("address", ["ada@watercooler.example", "nobody@watercooler.example"])
async def test_a_dead_server_is_found_by_known_and_unknown_addresses_alike(
    parley: Parley, ada: User, server: MailServer, address: str
):
    server.stop()
    await login_links.send(parley, address)
    assert await mailing.failing(parley)
    server.start()


async def test_a_letter_has_the_workspaces_name_and_colour_and_escapes_what_people_wrote(parley: Parley, ada: User):
    workspace = await accounts.workspace(parley)
    assert workspace is not None
    await change(parley, Workspace, workspace.id, name="Käse & <b>Söhne</b>", accent="#123456")
    mail = mail_texts.write(
        "sign_in", "a@b.example", await accounts.workspace(parley), name="<i>Ada</i>", link="https://x.example/?a=1&b=2"
    )
    assert mail.subject == "Sign in to Käse & <b>Söhne</b>"
    assert "Hello <i>Ada</i>" in mail.text
    assert "https://x.example/?a=1&b=2\n" in mail.text
    assert "<b>" not in mail.html
    assert "<i>" not in mail.html
    assert "#123456" in mail.html
    assert 'href="https://x.example/?a=1&amp;b=2"' in mail.html


async def test_a_line_break_in_a_name_adds_no_header(parley: Parley, ada: User):
    mail = mail_texts.write("sign_in", "a@b.example", Workspace(name="A\nBcc: mallory@x.example"), name="Ada", link="x")
    assert mail.subject == "Sign in to A"


async def test_what_happens_after_the_answer_is_logged_when_it_fails(
    parley: Parley, capsys: pytest.CaptureFixture[str]
):
    parley.mailer = OutboxMailer(parley.settings.data_dir / "nul\x00", "parley@localhost")
    parley.run_in_background(login_links.send(parley, "nobody@watercooler.example"))
    await parley.finish_background()
    assert parley.background == set()
    assert "background_failed" in capsys.readouterr().out

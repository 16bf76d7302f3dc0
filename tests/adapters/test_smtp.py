"""Mail over SMTP: what travels is encrypted, and what passes is tried again."""

from __future__ import annotations

import ssl
from typing import Any

import pytest

from chat_app.adapters.mail import NotSent, RetryingMailer, SmtpMailer
from tests.adapters.mails import ADA, MAIL, SENDER, by_smtp
from tests.stack.mail_server import MailServer


async def test_the_way_to_an_smtp_server_is_encrypted_before_the_password(smtp: MailServer, ends: Any):
    await by_smtp(smtp, ends[1]).send(MAIL)
    assert smtp.encrypted == [True] * len(smtp.mails)
    assert smtp.mails


async def test_smtps_is_encrypted_from_the_first_byte(ends: Any):
    server = MailServer(tls=ends[0], implicit=True).start()
    try:
        await SmtpMailer(f"smtps://localhost:{server.port}", SENDER, ends[1]).send(MAIL)
        assert (len(server.mails), server.encrypted) == (1, [True])
    finally:
        server.stop()


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(smtp: MailServer):
    with pytest.raises(NotSent) as refusal:
        await by_smtp(smtp, ssl.create_default_context()).send(MAIL)
    assert not refusal.value.temporary
    assert smtp.mails == []


async def test_a_server_without_encryption_gets_no_mail_unless_told(ends: Any):
    server = MailServer().start()
    try:
        with pytest.raises(NotSent):
            await SmtpMailer(f"smtp://127.0.0.1:{server.port}", SENDER, ends[1]).send(MAIL)
        await SmtpMailer(f"smtp://127.0.0.1:{server.port}?tls=no", SENDER, ends[1]).send(MAIL)
        assert server.encrypted == [False]
    finally:
        server.stop()


async def test_a_wrong_password_is_said_and_not_repeated(smtp: MailServer, ends: Any):
    with pytest.raises(NotSent) as refusal:
        await by_smtp(smtp, ends[1], "parley:hunter2").send(MAIL)
    assert not refusal.value.temporary
    assert "hunter2" not in str(refusal.value)


async def test_an_address_that_its_server_does_not_want_is_its_own_matter(smtp: MailServer, ends: Any):
    smtp.unwanted = {ADA}
    with pytest.raises(NotSent) as refusal:
        await by_smtp(smtp, ends[1]).send(MAIL)
    assert (refusal.value.recipient, refusal.value.temporary) == (True, False)


# ── trying again ──


async def test_what_passes_is_tried_again(smtp: MailServer, ends: Any):
    smtp.answers = ["451 later please", "421 going down"]
    await RetryingMailer(by_smtp(smtp, ends[1]), (0.01, 0.01)).send(MAIL)
    assert len(smtp.mails) == 1


async def test_patience_has_an_end(smtp: MailServer, ends: Any):
    smtp.answers = ["451 later please"] * 9
    with pytest.raises(NotSent, match="later please"):
        await RetryingMailer(by_smtp(smtp, ends[1]), (0.01, 0.01)).send(MAIL)
    assert len(smtp.answers) == 6


async def test_what_does_not_pass_is_not_tried_again(smtp: MailServer, ends: Any):
    smtp.answers = ["554 this is spam"] * 2
    with pytest.raises(NotSent, match="spam"):
        await RetryingMailer(by_smtp(smtp, ends[1]), (0.01,)).send(MAIL)
    assert len(smtp.answers) == 1

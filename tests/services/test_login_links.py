"""Magic links: one use, fifteen minutes, and only their hash is kept."""

import asyncio
import hashlib
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from chat_app.models import LoginToken, User, now
from chat_app.services import login_links
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from tests.cast import change, rows


def secret_in(link: str) -> str:
    return parse_qs(urlsplit(link).query)["token"][0]


def outbox(parley: Parley) -> list[Path]:
    return sorted((parley.settings.data_dir / "outbox").glob("*.eml"))


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return body.get_content()


async def test_a_link_signs_in_and_proves_the_address(parley: Parley, ada: User):
    assert ada.email_verified_at is None
    user = await login_links.use(parley, secret_in(await login_links.make(parley, ada, mailed=True)))
    assert user.id == ada.id
    assert user.email_verified_at is not None


async def test_a_link_works_once(parley: Parley, ada: User):
    secret = secret_in(await login_links.make(parley, ada))
    await login_links.use(parley, secret)
    with pytest.raises(NotAllowed, match="used already"):
        await login_links.use(parley, secret)


async def test_of_two_clicks_at_once_one_gets_through(parley: Parley, ada: User):
    secret = secret_in(await login_links.make(parley, ada))
    clicks = await asyncio.gather(*(login_links.use(parley, secret) for _ in range(2)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in clicks) == ["NotAllowed", "User"]


async def test_a_link_is_too_old_after_fifteen_minutes(parley: Parley, ada: User):
    secret = secret_in(await login_links.make(parley, ada))
    (token,) = await rows(parley, LoginToken)
    assert timedelta(minutes=14) < token.expires_at - now() <= timedelta(minutes=15)
    await change(parley, LoginToken, token.id, expires_at=now())
    with pytest.raises(NotAllowed, match="15 minutes"):
        await login_links.use(parley, secret)


async def test_a_deactivated_person_is_not_let_in(parley: Parley, ada: User):
    secret = secret_in(await login_links.make(parley, ada))
    await change(parley, User, ada.id, deactivated_at=now())
    with pytest.raises(NotAllowed):
        await login_links.use(parley, secret)
    await change(parley, User, ada.id, deactivated_at=None)
    assert (await login_links.use(parley, secret)).id == ada.id  # it was the account, not the link


async def test_only_the_hash_of_the_secret_is_kept(parley: Parley, ada: User):
    secret = secret_in(await login_links.make(parley, ada))
    (token,) = await rows(parley, LoginToken)
    assert token.token_hash == hashlib.sha256(secret.encode()).hexdigest()
    assert len(secret) >= 43
    with pytest.raises(NotAllowed):
        await login_links.use(parley, token.token_hash)


async def test_a_known_address_gets_a_mail_with_a_link_that_works(parley: Parley, ada: User):
    await login_links.send(parley, " ADA@watercooler.example")
    (mail,) = (message_from_bytes(path.read_bytes(), EmailMessage, policy=policy.default) for path in outbox(parley))
    assert (mail["To"], mail["Subject"]) == (ada.email, "Sign in to Watercooler Ltd")
    link = next(word for word in text_of(mail).split() if word.startswith("http"))
    assert (await login_links.use(parley, secret_in(link))).id == ada.id


async def test_unknown_and_deactivated_addresses_get_nothing(parley: Parley, ada: User, grace: User):
    await change(parley, User, grace.id, deactivated_at=now())
    await login_links.send(parley, str(grace.email))
    await login_links.send(parley, "nobody@watercooler.example")
    assert outbox(parley) == []
    assert await rows(parley, LoginToken) == []


@pytest.mark.parametrize("secret", ["", "x", "nul\x00nul", "x" * 10_000])
async def test_a_secret_that_never_was_lets_nobody_in(parley: Parley, ada: User, secret: str):
    await login_links.make(parley, ada)
    with pytest.raises(NotAllowed):
        await login_links.use(parley, secret)

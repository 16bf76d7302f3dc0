"""The first proof of an address ends all that was made before it: it may be a stranger's way in."""

from __future__ import annotations

import asyncio
import re

import pytest

from chat_app.events import Event, SessionRevoked
from chat_app.models import AuditEntry, Identity, LoginToken, Passkey, Password, Session, User
from chat_app.services import accounts, identities, invites, login_links, passwords, people, sessions
from chat_app.services.errors import NotAllowed, Refused
from chat_app.services.identities import Stranger
from chat_app.services.parley import Parley
from tests.cast import rows

VICTIM = {"name": "Alan Turing", "email": "alan@watercooler.example"}


@pytest.fixture
async def hijacked(parley: Parley, ada: User) -> User:
    """An account that somebody has made with another's address, by an invite link."""
    code = (await invites.link(parley, ada)).rpartition("/")[2]
    return await accounts.join(parley, code, **VICTIM)


async def plant(parley: Parley, user: User) -> tuple[list[Session], str]:
    """Every way in that the stranger can keep: two sessions, a passkey, a password, an account elsewhere, a link."""
    opened = [await sessions.begin(parley, user, device=f"d{n}", ip="192.0.2.9") for n in range(2)]
    async with parley.database.write() as session:
        session.add(Passkey(user_id=user.id, credential_id="planted", public_key=b"x", name="planted"))
        session.add(Password(user_id=user.id, hashed="planted"))
        session.add(Identity(user_id=user.id, provider="google", subject="planted"))
    return opened, await login_links.make(parley, user)


def secret(link: str) -> str:
    return re.split("token=", link)[1]


async def test_nothing_that_a_stranger_has_planted_opens_anything_afterwards(
    parley: Parley, hijacked: User, heard: list[Event]
):
    opened, pending = await plant(parley, hijacked)
    user = await login_links.use(parley, secret(await login_links.make(parley, hijacked, mailed=True)))
    assert (user.id, user.email_verified_at is not None) == (hijacked.id, True)
    for each in opened:
        assert await sessions.find(parley, each.id) is None
        assert "owner of your address" in await sessions.why_ended(parley, each.id)
    assert {event.about for event in heard if isinstance(event, SessionRevoked)} == {each.id for each in opened}
    assert (await rows(parley, Passkey), await rows(parley, Password)) == ([], [])
    assert {row.provider for row in await rows(parley, Identity)} == {"email"}
    with pytest.raises(NotAllowed, match="used already"):
        await login_links.use(parley, secret(pending))
    with pytest.raises(Refused):
        await passwords.check(parley, VICTIM["email"], "planted")
    (entry,) = [row for row in await rows(parley, AuditEntry) if row.action == "email.proved"]
    assert entry.detail == {"sessions": 2, "passkeys": 1, "passwords": 1, "accounts": 1}


async def test_others_see_whether_an_address_is_proved_where_mail_goes_out(parley: Parley, ada: User, hijacked: User):
    async def unproved() -> bool:
        seen = await people.find(parley, ada.id, hijacked.id)
        assert seen
        return seen.unproved

    assert not await unproved()  # here nobody could prove anything
    parley.settings = parley.settings.model_copy(update={"smtp_url": "smtp://localhost"})
    assert await unproved()
    await login_links.use(parley, secret(await login_links.make(parley, hijacked, mailed=True)))
    assert not await unproved()


async def test_who_has_proved_the_address_loses_nothing_by_another_link(parley: Parley, hijacked: User):
    await login_links.use(parley, secret(await login_links.make(parley, hijacked, mailed=True)))
    opened, _ = await plant(parley, hijacked)
    await login_links.use(parley, secret(await login_links.make(parley, hijacked, mailed=True)))
    assert all([await sessions.find(parley, each.id) for each in opened])
    assert len(await rows(parley, Passkey)) == 1


async def test_a_link_of_the_command_line_proves_nothing_and_ends_nothing(parley: Parley, hijacked: User):
    opened, _ = await plant(parley, hijacked)
    user = await login_links.use(parley, secret(await login_links.make(parley, hijacked)))
    assert user.email_verified_at is None
    assert await sessions.find(parley, opened[0].id)


async def test_an_invite_that_was_mailed_proves_the_address(parley: Parley, ada: User):
    await invites.mail(parley, ada.id, VICTIM["email"], invites.Terms())
    await parley.finish_background()
    code = (await invites.pending(parley, ada.id))[0][0][0].code
    user = await accounts.join(parley, code, **VICTIM)
    assert user.email_verified_at is not None


async def test_a_provider_opens_no_account_whose_address_nobody_has_proved(parley: Parley, hijacked: User):
    owner = Stranger("google", "Google", "her-own", VICTIM["email"], True, "Alan")
    with pytest.raises(NotAllowed, match="nobody has proved yet"):
        await identities.sign_in(parley, owner)


@pytest.mark.both_databases
async def test_two_proofs_at_once_are_one(parley: Parley, hijacked: User):
    links = [await login_links.make(parley, hijacked, mailed=True) for _ in range(2)]
    await asyncio.gather(*(login_links.use(parley, secret(link)) for link in links), return_exceptions=True)
    assert len([row for row in await rows(parley, AuditEntry) if row.action == "email.proved"]) == 1
    assert all(row.used_at for row in await rows(parley, LoginToken))


async def test_who_is_invited_by_mail_gets_the_account_that_a_stranger_has_made_with_the_address(
    parley: Parley, ada: User, hijacked: User
):
    opened, _ = await plant(parley, hijacked)
    sent, known = await invites.mail(parley, ada.id, VICTIM["email"], invites.Terms())
    assert (sent, known) == (1, [])
    code = (await invites.pending(parley, ada.id))[0][0][0].code
    owner = await accounts.join(parley, code, name="Alan M. Turing", email=VICTIM["email"])
    assert (owner.id, owner.email_verified_at is not None) == (hijacked.id, True)
    assert not any([await sessions.find(parley, each.id) for each in opened])
    with pytest.raises(Refused):  # the same code opens it to nobody else
        await accounts.join(parley, code, name="Mallory", email=VICTIM["email"])

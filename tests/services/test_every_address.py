"""Every border at which an address comes in or goes out: one form, however it is spelt."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from email import message_from_bytes, policy

import pytest

from chat_app.models import User
from chat_app.services import accounts, identities, invite_use, invites, login_links, workspaces
from chat_app.services.errors import Refused
from chat_app.services.identities import Stranger
from chat_app.services.invites import Terms
from chat_app.services.parley import Parley

ERIN = "erin@xn--bcher-kva.example"
SPELLINGS = ["erin@bücher.example", " Erin@BÜCHER.Example ", "ｅｒｉｎ@b\u0075\u0308cher.example", ERIN.upper()]
NONE = ["erin\u200b@bücher.example", "erin@bücher.example\r\nBcc: eve@a.example", "érin@bücher.example", "erin@", ""]

Border = Callable[[Parley, User, str], Awaitable[str | None]]


async def _join(parley: Parley, ada: User, spelling: str) -> str | None:
    invite = await invites.make(parley, ada.id, Terms())
    return (await accounts.join(parley, invite.code, name="Erin Bar", email=spelling)).email


async def _command_line(parley: Parley, _: User, spelling: str) -> str | None:
    return (await accounts.create(parley, spelling, "Erin Bar")).email


async def _invite(parley: Parley, ada: User, spelling: str) -> str | None:
    await invites.mail(parley, ada.id, f'"Bar, Erin" <{spelling.strip()}>', Terms())
    await parley.finish_background()
    return await _invited(parley, ada)


async def _domain(parley: Parley, ada: User, spelling: str) -> str | None:
    """`@domain` in the settings lets in who asks for a link."""
    now = await workspaces.settings(parley, ada.id)
    same = {"accent": now.accent, "who_creates": now.who_creates, "who_invites": now.who_invites, "seen_by": "shown"}
    domain = "@" + spelling.strip().partition("@")[2]
    await workspaces.change(parley, ada.id, name=now.name, domains=domain, **same)
    return await _invited(parley, ada) if await invites.offer(parley, spelling) else None


async def _link(parley: Parley, _: User, spelling: str) -> str | None:
    await accounts.create(parley, ERIN, "Erin Bar")
    await login_links.send(parley, spelling)
    return next(iter(_mailed(parley)), None)


async def _mailed_invite(parley: Parley, ada: User, spelling: str) -> str | None:
    await invites.mail(parley, ada.id, ERIN, Terms())
    (pending, _), *_ = (await invites.pending(parley, ada.id))[0]
    assert await invite_use.valid(parley, pending.code)
    return (await accounts.join(parley, pending.code, name="Erin Bar", email=spelling)).email


BORDERS: dict[str, Border] = {
    "an invite link": _join, "create-user": _command_line, "a list of invites": _invite, "a domain": _domain,
    "a sign-in link": _link, "an invite of one's own": _mailed_invite,
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("border", BORDERS)
async def test_an_address_has_one_form_at(parley: Parley, ada: User, border: str, spelling: str):
    assert await BORDERS[border](parley, ada, spelling) == ERIN


@pytest.mark.parametrize("spelling", NONE)
@pytest.mark.parametrize("border", BORDERS)
async def test_what_is_no_address_gets_nothing_at(parley: Parley, ada: User, border: str, spelling: str):
    try:
        got = await BORDERS[border](parley, ada, spelling)
    except Refused:
        got = None
    assert got is None
    assert [each for each in _mailed(parley) if "eve" in each or not each.isascii()] == []


@pytest.mark.parametrize("claim", ["erin\u200b@bücher.example", "ｅrin@bücher.example", "erin"])
async def test_a_provider_vouches_for_what_it_says_only(parley: Parley, ada: User, claim: str):
    await accounts.create(parley, ERIN, "Erin Bar")
    with pytest.raises(Refused):
        await identities.sign_in(parley, Stranger("oidc", "The provider", "1", claim, True, "Erin"))


async def _invited(parley: Parley, ada: User) -> str | None:
    """Who is invited, by what is stored; who gets mail is the same."""
    stored = [invite.email for invite, _ in (await invites.pending(parley, ada.id))[0]]
    assert stored == _mailed(parley)
    return stored[0] if stored else None


def _mailed(parley: Parley) -> list[str]:
    """Whom the outbox holds mail for."""
    files = sorted((parley.settings.data_dir / "outbox").glob("*.eml"))
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [address.addr_spec for mail in mails for address in mail["To"].addresses]

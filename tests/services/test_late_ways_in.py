"""A way to sign in that is being added while sessions end does not outlive them: whoever holds a request back gains
nothing."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from chat_app.models import Identity, Passkey, Password, Session, User, now
from chat_app.services import (
    accounts,
    administration,
    identities,
    invites,
    login_links,
    passkeys,
    passwords,
    sessions,
)
from chat_app.services.errors import Refused
from chat_app.services.identities import Stranger
from chat_app.services.parley import Parley
from tests.cast import change, rows

LONG = "a password that is long enough"


@pytest.fixture
async def opened(parley: Parley, ada: User) -> Session:
    """A session of somebody who has joined with an address that nobody has proved."""
    parley.settings = parley.settings.model_copy(update={"password_sign_in": True})
    code = (await invites.link(parley, ada)).rpartition("/")[2]
    user = await accounts.join(parley, code, name="Alan Turing", email="alan@watercooler.example")
    return await sessions.begin(parley, user, device="held", ip="192.0.2.9")


Add = Callable[[Parley, Session], Awaitable[None]]


async def _passkey(parley: Parley, opened: Session) -> None:
    await passkeys.add(
        parley, opened.user_id, opened.id, credential_id=uuid.uuid4().hex, public_key=b"x", sign_count=0, name="held"
    )


async def _password(parley: Parley, opened: Session) -> None:
    await passwords.choose(parley, opened.user_id, opened.id, current="", new=LONG)


async def _account(parley: Parley, opened: Session) -> None:
    stranger = Stranger("google", "Google", uuid.uuid4().hex, "eve@a.example", True, "Eve")
    await identities.link(parley, opened.user_id, stranger, session_id=opened.id)


WAYS: dict[str, Add] = {"a passkey": _passkey, "a password": _password, "an account elsewhere": _account}


async def _sign_out(parley: Parley, _: User, opened: Session) -> None:
    await sessions.revoke(parley, opened.id)


async def _prove(parley: Parley, _: User, opened: Session) -> None:
    user = await accounts.by_id(parley, opened.user_id)
    assert user
    link = await login_links.make(parley, user, mailed=True)
    await login_links.use(parley, link.partition("token=")[2])


async def _deactivate(parley: Parley, ada: User, opened: Session) -> None:
    await administration.deactivate(parley, ada.id, opened.user_id)


async def _expire(parley: Parley, _: User, opened: Session) -> None:
    await change(parley, Session, opened.id, expires_at=now() - timedelta(seconds=1))


async def _other_device(parley: Parley, _: User, opened: Session) -> None:
    await sessions.revoke_others(parley, opened.user_id, None)


ENDS = {
    "signed out": _sign_out, "proved by its owner": _prove, "deactivated": _deactivate, "expired": _expire,
    "signed out elsewhere": _other_device,
}  # fmt: skip


async def planted(parley: Parley) -> list[object]:
    """The ways in that are not of the product's own making."""
    others = [row for row in await rows(parley, Identity) if row.provider != "email"]
    return [*await rows(parley, Passkey), *await rows(parley, Password), *others]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("way", WAYS)
async def test_no_way_in_is_added_once_the_session_has(parley: Parley, ada: User, opened: Session, way: str, end: str):
    await ENDS[end](parley, ada, opened)
    with pytest.raises(Refused):
        await WAYS[way](parley, opened)
    assert await planted(parley) == []


@pytest.mark.parametrize("way", WAYS)
async def test_whichever_is_first_the_proof_ends_it(parley: Parley, ada: User, opened: Session, way: str):
    tries = [WAYS[way](parley, opened) for _ in range(8)]
    await asyncio.gather(*tries[:4], _prove(parley, ada, opened), *tries[4:], return_exceptions=True)
    assert await planted(parley) == []
    assert await sessions.find(parley, opened.id) is None


async def test_a_password_is_changed_only_in_place_of_the_one_that_was_given(
    parley: Parley, opened: Session, monkeypatch: pytest.MonkeyPatch
):
    await _password(parley, opened)
    hashing = passwords._hash

    async def slow(password: str) -> str:
        (row,) = await rows(parley, Password)
        await change(parley, Password, row.id, hashed="set by somebody else meanwhile")
        return await hashing(password)

    monkeypatch.setattr(passwords, "_hash", slow)
    with pytest.raises(Refused, match="not your current password"):
        await passwords.choose(parley, opened.user_id, opened.id, current=LONG, new=LONG[::-1])
    assert [row.hashed for row in await rows(parley, Password)] == ["set by somebody else meanwhile"]

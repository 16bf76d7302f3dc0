"""Passkeys as they are kept: whose they are, how many, and that an answer is good once."""

from __future__ import annotations

import pytest

from chat_app.models import AuditEntry, Passkey, User, now
from chat_app.services import passkeys
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from tests.cast import change, rows


@pytest.fixture
async def passkey(parley: Parley, ada: User) -> Passkey:
    await add(parley, ada, "laptop")
    return await passkeys.find(parley, "laptop")


async def add(parley: Parley, user: User, credential_id: str) -> None:
    await passkeys.add(
        parley, user.id, None, credential_id=credential_id, public_key=b"key", sign_count=0, name="Chrome on Linux"
    )


async def test_a_passkey_signs_its_owner_in(parley: Parley, ada: User, passkey: Passkey):
    assert (await passkeys.use(parley, passkey, sign_count=7, challenge="one")).id == ada.id
    found = await passkeys.find(parley, "laptop")
    assert found.sign_count == 7
    assert found.used_at is not None


async def test_an_answer_to_a_challenge_is_good_once(parley: Parley, passkey: Passkey):
    await passkeys.use(parley, passkey, sign_count=0, challenge="one")
    with pytest.raises(NotAllowed, match="used already"):
        await passkeys.use(parley, passkey, sign_count=0, challenge="one")
    await passkeys.use(parley, passkey, sign_count=0, challenge="two")


@pytest.mark.parametrize("credential_id", ["", "x", "\x00", "x" * 5000])
async def test_an_unknown_one_signs_nobody_in(parley: Parley, passkey: Passkey, credential_id: str):
    with pytest.raises(NotAllowed, match="not known here"):
        await passkeys.find(parley, credential_id)


async def test_a_deactivated_person_is_not_let_in(parley: Parley, ada: User, passkey: Passkey):
    await change(parley, User, ada.id, deactivated_at=now())
    with pytest.raises(NotAllowed):
        await passkeys.use(parley, passkey, sign_count=0, challenge="one")


async def test_a_credential_belongs_to_one_person(parley: Parley, grace: User, passkey: Passkey):
    with pytest.raises(NotAllowed, match="known here already"):
        await add(parley, grace, "laptop")


async def test_nobody_has_more_than_twenty(parley: Parley, ada: User):
    for number in range(passkeys.LIMIT):
        await add(parley, ada, f"key {number}")
    with pytest.raises(NotAllowed, match="20 passkeys"):
        await add(parley, ada, "one more")


async def test_only_its_owner_removes_it_and_then_it_is_gone(parley: Parley, ada: User, grace: User, passkey: Passkey):
    with pytest.raises(NotAllowed):
        await passkeys.remove(parley, grace.id, passkey.id)
    await passkeys.remove(parley, ada.id, passkey.id)
    assert await passkeys.of(parley, ada.id) == []
    with pytest.raises(NotAllowed):
        await passkeys.use(parley, passkey, sign_count=0, challenge="one")


async def test_only_its_owner_gives_it_another_name(parley: Parley, ada: User, grace: User, passkey: Passkey):
    await passkeys.rename(parley, ada.id, passkey.id, "  My lab computer ")
    with pytest.raises(NotAllowed):
        await passkeys.rename(parley, grace.id, passkey.id, "Mine")
    for name in ("", "  ", "\x00", "x" * 81):
        with pytest.raises(Invalid):
            await passkeys.rename(parley, ada.id, passkey.id, name)
    assert [each.name for each in await passkeys.of(parley, ada.id)] == ["My lab computer"]


async def test_changes_are_noted(parley: Parley, ada: User, passkey: Passkey):
    await passkeys.rename(parley, ada.id, passkey.id, "My lab computer")
    await passkeys.remove(parley, ada.id, passkey.id)
    actions = [each.action for each in await rows(parley, AuditEntry) if each.actor_id == ada.id]
    assert actions == ["passkey.added", "passkey.renamed", "passkey.removed"]


@pytest.mark.parametrize(
    ("given", "name"), [("\u200b", "Passkey"), ("\u202eyek", "yek"), ("a\nb", "a b"), ("x" * 99, "x" * 80)]
)
async def test_a_passkey_is_called_what_can_be_seen(parley: Parley, ada: User, given: str, name: str):
    await passkeys.add(parley, ada.id, None, credential_id="odd", public_key=b"key", sign_count=0, name=given)
    passkey = await passkeys.find(parley, "odd")
    assert passkey.name == name
    with pytest.raises(Invalid):
        await passkeys.rename(parley, ada.id, passkey.id, "\u3164")

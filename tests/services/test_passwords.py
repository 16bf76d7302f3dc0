"""Passwords: off unless asked for; argon2id; a wrong one and nobody's look and take the same."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from statistics import median

import pytest

from chat_app.models import AuditEntry, Password, User, now
from chat_app.services import passwords, sessions
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from tests.cast import change, rows

GOOD, OTHER = "correct horse battery", "another good one"
Choose = Callable[[str, str], Awaitable[None]]


@pytest.fixture
def choose(parley: Parley, ada: User) -> Choose:
    """Ada's: `choose(current, new)`, where passwords are allowed."""
    parley.settings = parley.settings.model_copy(update={"password_sign_in": True})

    async def choose(current: str, new: str) -> None:
        await passwords.choose(parley, ada.id, None, current=current, new=new)

    return choose


async def test_a_password_signs_in(parley: Parley, ada: User, choose: Choose):
    await choose("", GOOD)
    assert (await passwords.check(parley, " ADA@watercooler.example", GOOD)).id == ada.id


async def test_only_an_argon2id_hash_is_kept(parley: Parley, choose: Choose):
    await choose("", GOOD)
    (row,) = await rows(parley, Password)
    assert row.hashed.startswith("$argon2id$v=19$m=65536,t=3")


@pytest.mark.parametrize(
    ("email", "typed"),
    [
        ("ada@watercooler.example", "correct horse battery "),
        ("ada@watercooler.example", ""),
        ("ada@watercooler.example", GOOD * 1000),
        ("grace@watercooler.example", GOOD),
        ("nobody@watercooler.example", GOOD),
        ("\x00", "\ud800"),
    ],
)
async def test_all_that_is_wrong_is_refused_in_the_same_words(
    parley: Parley, grace: User, choose: Choose, email: str, typed: str
):
    await choose("", GOOD)
    with pytest.raises(NotAllowed) as refusal:
        await passwords.check(parley, email, typed)
    assert str(refusal.value) == passwords.WRONG


async def test_an_address_without_an_account_takes_as_long_as_a_wrong_password(parley: Parley, choose: Choose):
    await choose("", GOOD)

    async def took(email: str) -> float:
        began = time.process_time()
        with pytest.raises(NotAllowed):
            await passwords.check(parley, email, "wrong")
        return time.process_time() - began

    await took("nobody@watercooler.example")  # what is compared there is made once
    known = [await took("ada@watercooler.example") for _ in range(5)]
    nobody = [await took("nobody@watercooler.example") for _ in range(5)]
    assert 0.5 < median(known) / median(nobody) < 2


async def test_short_ones_are_refused_with_a_sentence(parley: Parley, choose: Choose):
    for new in ("", "123456789", "x" * 201):
        with pytest.raises(Invalid, match="at least 10 characters") as refusal:
            await choose("", new)
        assert refusal.value.field == "new"
    await choose("", "1234567890")


async def test_a_change_needs_the_current_one(parley: Parley, ada: User, choose: Choose):
    await choose("", GOOD)
    with pytest.raises(Invalid) as refusal:
        await choose("wrong", OTHER)
    assert refusal.value.field == "current"
    await choose(GOOD, OTHER)
    assert (await passwords.check(parley, str(ada.email), OTHER)).id == ada.id
    with pytest.raises(NotAllowed):
        await passwords.check(parley, str(ada.email), GOOD)


async def test_a_change_signs_out_all_devices_but_this_one(parley: Parley, ada: User, choose: Choose):
    here, there = [await sessions.begin(parley, ada, device=name, ip="") for name in ("here", "there")]
    await choose("", GOOD)
    assert await sessions.find(parley, there.id)  # the first one changes nothing that anybody may have stolen
    await passwords.choose(parley, ada.id, here.id, current=GOOD, new=OTHER)
    assert await sessions.find(parley, here.id)
    assert not await sessions.find(parley, there.id)
    assert "password was changed" in await sessions.why_ended(parley, there.id)


async def test_one_can_do_without_again(parley: Parley, ada: User, choose: Choose):
    await choose("", GOOD)
    with pytest.raises(Invalid):
        await passwords.remove(parley, ada.id, current="wrong")
    await passwords.remove(parley, ada.id, current=GOOD)
    assert not await passwords.has(parley, ada.id)
    with pytest.raises(NotAllowed):
        await passwords.check(parley, str(ada.email), GOOD)


async def test_changes_are_noted_without_the_password(parley: Parley, ada: User, choose: Choose):
    await choose("", GOOD)
    await choose(GOOD, OTHER)
    await passwords.remove(parley, ada.id, current=OTHER)
    entries = [each for each in await rows(parley, AuditEntry) if each.action.startswith("password.")]
    assert [each.action for each in entries] == ["password.set", "password.changed", "password.removed"]
    assert GOOD not in str(entries)


async def test_a_deactivated_person_is_not_let_in(parley: Parley, ada: User, choose: Choose):
    await choose("", GOOD)
    await change(parley, User, ada.id, deactivated_at=now())
    with pytest.raises(NotAllowed):
        await passwords.check(parley, str(ada.email), GOOD)


async def test_where_they_are_off_there_are_none(parley: Parley, ada: User, choose: Choose):
    await choose("", GOOD)
    parley.settings = parley.settings.model_copy(update={"password_sign_in": False})
    with pytest.raises(NotAllowed, match="not used here"):
        await passwords.check(parley, str(ada.email), GOOD)
    with pytest.raises(NotAllowed):
        await choose(GOOD, OTHER)

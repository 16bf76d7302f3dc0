"""Invite links: who may make them, what they let in, and when they end."""

import asyncio
from datetime import timedelta

import pytest

from chat_app.models import Invite, Message, User, now
from chat_app.schemas import SystemLine
from chat_app.services import accounts, invite_use, invites, sidebar
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from tests.cast import change, rows

GRACE = {"name": "Grace Hopper", "email": "grace@watercooler.example"}


async def code_of(parley: Parley, user: User) -> str:
    return (await invites.link(parley, user)).rpartition("/")[2]


async def invite_of(parley: Parley) -> Invite:
    return (await rows(parley, Invite))[0]


async def test_whoever_follows_an_invite_gets_an_account_and_a_first_room(parley: Parley, ada: User):
    grace = await accounts.join(parley, await code_of(parley, ada), **GRACE)
    assert grace.role == "member"
    (room,) = (await sidebar.load(parley, grace.id)).rooms
    assert (room.name, room.posts) == ("watercooler", 0)
    (line,) = await rows(parley, Message)
    assert (line.sender_id, line.kind, line.content) == (grace.id, "system", SystemLine("joined").content)
    assert (await invite_of(parley)).uses == 1


async def test_an_invite_never_signs_in_to_an_existing_account(parley: Parley, ada: User):
    code = await code_of(parley, ada)
    with pytest.raises(Invalid, match="already has an account") as refused:
        await accounts.join(parley, code, name="Mallory", email="ADA@watercooler.example")
    assert refused.value.field == "email"
    assert (await invite_of(parley)).uses == 0


@pytest.mark.both_databases
async def test_two_who_join_at_once_with_one_address_are_one(parley: Parley, ada: User, grace: User):
    codes = [await code_of(parley, ada), await code_of(parley, grace)]
    joined = await asyncio.gather(
        *(accounts.join(parley, code, name="Alan", email="alan@watercooler.example") for code in codes),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in joined) == ["Invalid", "User"]


@pytest.mark.parametrize(
    "ending",
    [
        {"revoked_at": now()},
        {"expires_at": now() - timedelta(seconds=1)},
        {"max_uses": 1, "uses": 1},
    ],
    ids=["revoked", "expired", "used up"],
)
async def test_an_invite_that_has_ended_lets_nobody_in(parley: Parley, ada: User, ending: dict[str, object]):
    code = await code_of(parley, ada)
    assert await invite_use.valid(parley, code)
    await change(parley, Invite, (await invite_of(parley)).id, **ending)
    assert not await invite_use.valid(parley, code)
    with pytest.raises(NotAllowed, match="has ended"):
        await accounts.join(parley, code, **GRACE)
    assert len(await rows(parley, User)) == 1


@pytest.mark.parametrize("code", ["", "wrong", "x" * 500, "nul\x00nul", "\ud800"])
async def test_a_code_that_never_was_lets_nobody_in(parley: Parley, ada: User, code: str):
    await invites.link(parley, ada)
    with pytest.raises(NotAllowed, match="has ended"):
        await accounts.join(parley, code, **GRACE)


@pytest.mark.both_databases
async def test_an_invite_for_one_lets_one_of_two_in_who_come_at_once(parley: Parley, ada: User):
    code = await code_of(parley, ada)
    await change(parley, Invite, (await invite_of(parley)).id, max_uses=1)
    joined = await asyncio.gather(
        *(accounts.join(parley, code, name="N", email=f"{n}@watercooler.example") for n in "ab"),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in joined) == ["NotAllowed", "User"]


async def test_an_invite_for_guests_makes_guests_who_are_in_no_room(parley: Parley, ada: User):
    code = await code_of(parley, ada)
    await change(parley, Invite, (await invite_of(parley)).id, role="guest")
    guest = await accounts.join(parley, code, **GRACE)
    assert guest.role == "guest"
    assert (await sidebar.load(parley, guest.id)).memberships == ()


async def test_ones_own_invite_is_reused_while_it_has_a_week_left(parley: Parley, ada: User, grace: User):
    first = await invites.link(parley, ada)
    assert first == await invites.link(parley, ada)
    assert first != await invites.link(parley, grace)
    await change(parley, Invite, (await invite_of(parley)).id, expires_at=now() + timedelta(days=6))
    assert first != await invites.link(parley, ada)


async def test_a_link_begins_with_the_address_people_use(parley: Parley, ada: User):
    assert (await invites.link(parley, ada)).startswith("http://localhost:3000/join/")


async def test_guests_do_not_invite(parley: Parley, guest: User):
    with pytest.raises(NotAllowed):
        await invites.link(parley, guest)
    assert await rows(parley, Invite) == []

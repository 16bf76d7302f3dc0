"""Invites on terms: for guests and their rooms, by mail, by domain; who may make, see and end them."""

import uuid
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from chat_app.models import AuditEntry, Invite, Room, User, now
from chat_app.services import (
    accounts,
    administration,
    invite_use,
    invites,
    login_links,
    room_changes,
    room_people,
    rooms,
    sidebar,
    workspaces,
)
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.invites import Terms
from chat_app.services.parley import Parley
from tests.cast import change, rows

SETTINGS = {"name": "Watercooler Ltd", "accent": "iris", "who_creates": "everyone", "who_invites": "everyone"}


@pytest.fixture
async def board(parley: Parley, ada: User) -> uuid.UUID:
    """A closed room of ada's."""
    return uuid.UUID((await rooms.create(parley, ada.id, name="board", kind="closed")).id)


def code(link: str) -> str:
    return link.rsplit("/", 1)[-1]


def mailed(parley: Parley) -> dict[str, str]:
    """To whom, and the text."""
    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in _outbox(parley)]
    return {str(mail["To"]): mail.get_body(("plain",)).get_content() for mail in mails}  # type: ignore[union-attr]


def _outbox(parley: Parley) -> list[Path]:
    return sorted((parley.settings.data_dir / "outbox").glob("*.eml"))


async def test_a_guest_lands_in_the_rooms_of_the_invite_and_in_no_other(parley: Parley, ada: User, board: uuid.UUID):
    invite = await invites.make(parley, ada.id, Terms("guest", (board,), 1))
    user = await accounts.join(parley, invite.code, name="Dorothy Vaughan", email="dorothy@client.example")
    assert user.role == "guest"
    assert (await sidebar.load(parley, user.id)).room_ids == {board}
    with pytest.raises(NotAllowed, match="has ended"):
        await accounts.join(parley, invite.code, name="Another", email="another@client.example")


async def test_a_guest_without_a_room_is_refused(parley: Parley, ada: User):
    with pytest.raises(Invalid, match="at least one room"):
        await invites.make(parley, ada.id, Terms("guest"))


async def test_nobody_lets_others_into_rooms_they_are_not_in(parley: Parley, grace: User, board: uuid.UUID):
    for act in (
        invites.make(parley, grace.id, Terms("guest", (board,))),
        invites.mail(parley, grace.id, "a@client.example", Terms("member", (board,))),
    ):
        with pytest.raises(NotAllowed):
            await act
    assert await rows(parley, Invite) == []


async def test_guests_invite_nobody_and_admins_alone_where_the_workspace_says_so(
    parley: Parley, ada: User, grace: User, guest: User
):
    with pytest.raises(NotAllowed):
        await invites.make(parley, guest.id, Terms())
    assert await invites.make(parley, grace.id, Terms())
    await workspaces.change(parley, ada.id, **{**SETTINGS, "who_invites": "admins", "who_creates": "admins"})
    for act in (
        invites.make(parley, grace.id, Terms()),
        invites.link(parley, grace),
        rooms.create(parley, grace.id, name="mine"),
    ):
        with pytest.raises(NotAllowed):
            await act
    assert await invites.make(parley, ada.id, Terms())


@pytest.mark.parametrize("terms", [Terms(max_uses=-1), Terms(max_uses=10_001), Terms(days=-1), Terms(days=366)])
async def test_terms_out_of_bounds_are_refused(parley: Parley, ada: User, terms: Terms):
    with pytest.raises(Invalid):
        await invites.make(parley, ada.id, terms)


async def test_many_are_mailed_at_once_and_those_who_are_here_are_named(parley: Parley, ada: User, grace: User):
    await change(parley, User, grace.id, email_verified_at=now())
    sent, known = await invites.mail(
        parley, ada.id, f"<edsger@far.example>; Mary@Far.example\n{grace.email}, edsger@far.example", Terms()
    )
    await parley.finish_background()
    assert (sent, known) == (2, [grace.email])
    letters = mailed(parley)
    assert set(letters) == {"edsger@far.example", "mary@far.example"}
    assert all("Ada Lovelace invites you to Watercooler Ltd" in text for text in letters.values())
    assert len({row.code for row in await rows(parley, Invite)}) == 2
    assert {row.max_uses for row in await rows(parley, Invite)} == {1}


async def test_a_mailed_invite_is_for_its_address_and_proves_it(parley: Parley, ada: User):
    await invites.mail(parley, ada.id, "edsger@far.example", Terms())
    (invite,) = await rows(parley, Invite)
    with pytest.raises(Invalid, match="another address"):
        await accounts.join(parley, invite.code, name="Somebody", email="else@far.example")
    user = await accounts.join(parley, invite.code, name="Edsger", email="Edsger@far.example")
    assert user.email_verified_at is not None


async def test_who_is_in_the_first_room_when_a_mailed_invite_proves_their_address_does_not_join_it_again(
    parley: Parley, ada: User, grace: User, watercooler: uuid.UUID
):
    async with parley.database.read() as session:
        before = await session.get(Room, watercooler)
    await invites.mail(parley, ada.id, str(grace.email), Terms())
    invite = next(each for each in await rows(parley, Invite) if each.email == grace.email)
    user = await accounts.join(parley, invite.code, name="Grace", email=str(grace.email))
    async with parley.database.read() as session:
        after = await session.get(Room, watercooler)
    assert user.id == grace.id
    assert before is not None
    assert after is not None
    assert (after.last_seq, after.members) == (before.last_seq, before.members)


TOO_MANY = ", ".join(f"p{number}@far.example" for number in range(invites.AT_ONCE + 1))


@pytest.mark.parametrize("addresses", ["", " , ", "nonsense", "a@b", "x@far.example, @", TOO_MANY])
async def test_unusable_addresses_are_refused_before_anything_is_sent(parley: Parley, ada: User, addresses: str):
    with pytest.raises(Invalid):
        await invites.mail(parley, ada.id, addresses, Terms())
    assert await rows(parley, Invite) == []


async def test_an_address_at_a_domain_that_may_join_gets_a_link_and_others_get_none(parley: Parley, ada: User):
    await workspaces.change(parley, ada.id, **SETTINGS, domains="@Engines.example, far.example")
    for address in ("mary@engines.example", "mary@sub.engines.example", "eve@elsewhere.example", str(ada.email)):
        await login_links.send(parley, address)
    letters = mailed(parley)
    assert set(letters) == {"mary@engines.example", str(ada.email)}
    (invite,) = await rows(parley, Invite)
    assert (invite.email, invite.created_by, invite.max_uses) == ("mary@engines.example", None, 1)
    user = await accounts.join(parley, invite.code, name="Mary", email="mary@engines.example")
    assert (user.role, user.email_verified_at is not None) == ("member", True)


async def test_whoever_was_banned_is_offered_nothing(parley: Parley, ada: User, grace: User):
    await workspaces.change(parley, ada.id, **SETTINGS, domains="watercooler.example")
    await administration.deactivate(parley, ada.id, grace.id, ban=True)
    await login_links.send(parley, str(grace.email))
    assert _outbox(parley) == []


async def test_an_invite_that_was_revoked_has_ended(parley: Parley, ada: User, grace: User, alan: User):
    invite = await invites.make(parley, grace.id, Terms())
    with pytest.raises(NotAllowed):
        await invites.revoke(parley, alan.id, invite.id)
    assert await invite_use.valid(parley, invite.code)
    await invites.revoke(parley, ada.id, invite.id, ip="192.0.2.3")
    assert await invite_use.valid(parley, invite.code) is None
    assert [row.action for row in await rows(parley, AuditEntry) if row.ip] == ["invite.revoked"]


async def test_one_sees_ones_own_invites_and_admins_all(parley: Parley, ada: User, grace: User, alan: User):
    await invites.make(parley, grace.id, Terms())
    await invites.make(parley, alan.id, Terms(max_uses=3))
    assert [(invite.max_uses, maker) for invite, maker in (await invites.pending(parley, alan.id))[0]] == [
        (3, "Alan Turing")
    ]
    assert len((await invites.pending(parley, ada.id))[0]) == 2


async def test_invites_come_in_pages_without_those_that_have_ended(parley: Parley, ada: User):
    made = [await invites.make(parley, ada.id, Terms()) for _ in range(invites.PAGE + 3)]
    await invites.revoke(parley, ada.id, made[-1].id)
    assert (await change(parley, Invite, made[-2].id, expires_at=now())).expires_at
    left = [each.id for each in made[:-2]][::-1]
    first, total = await invites.pending(parley, ada.id)
    second, _ = await invites.pending(parley, ada.id, 1)
    assert [invite.id for invite, _ in first + second] == left
    assert (len(first), total) == (invites.PAGE, len(left))


async def test_an_invite_into_a_room_that_was_archived_leads_everywhere_else(
    parley: Parley, ada: User, board: uuid.UUID, watercooler: uuid.UUID
):
    invite = await invites.make(parley, ada.id, Terms("guest", (board, watercooler)))
    await room_changes.archive(parley, ada.id, board)
    user = await accounts.join(parley, invite.code, name="Dorothy", email="dorothy@client.example")
    assert (await sidebar.load(parley, user.id)).room_ids == {watercooler}


async def test_a_guest_is_told_of_nobody_but_those_in_the_same_rooms(
    parley: Parley, ada: User, grace: User, alan: User, guest: User, board: uuid.UUID
):
    assert await accounts.others(parley, guest.id) == []
    await room_people.add(parley, ada.id, board, [guest.id, alan.id])
    assert {each.name for each in await accounts.others(parley, guest.id)} == {"Ada Lovelace", "Alan Turing"}
    await room_people.remove(parley, ada.id, board, alan.id)
    assert {each.name for each in await accounts.others(parley, guest.id)} == {"Ada Lovelace"}

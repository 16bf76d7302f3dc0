"""An invite hands on what its maker may do, as long as the maker may do it."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable

import pytest

from chat_app.models import AuditEntry, Invite, User
from chat_app.services import (
    accounts,
    administration,
    invite_use,
    invites,
    memberships,
    room_changes,
    room_people,
    rooms,
    sidebar,
    workspaces,
)
from chat_app.services.errors import NotAllowed
from chat_app.services.invites import Terms
from chat_app.services.parley import Parley
from tests.cast import change, rows

SETTINGS = {"name": "Watercooler Ltd", "accent": "iris", "who_creates": "everyone", "who_invites": "everyone"}
NEWCOMER = {"name": "Alan Turing", "email": "alan@watercooler.example"}
Fate = Callable[[Parley, User, User], Awaitable[object]]


async def deactivated(parley: Parley, ada: User, grace: User) -> None:
    await administration.deactivate(parley, ada.id, grace.id)


async def banned(parley: Parley, ada: User, grace: User) -> None:
    await administration.deactivate(parley, ada.id, grace.id, ban=True)


async def deactivated_and_back(parley: Parley, ada: User, grace: User) -> None:
    await administration.deactivate(parley, ada.id, grace.id)
    await administration.reactivate(parley, ada.id, grace.id)


async def made_a_guest(parley: Parley, ada: User, grace: User) -> None:
    await administration.set_role(parley, ada.id, grace.id, "guest")


async def made_a_guest_and_back(parley: Parley, ada: User, grace: User) -> None:
    await administration.set_role(parley, ada.id, grace.id, "guest")
    await administration.set_role(parley, ada.id, grace.id, "member")


async def only_admins_invite(parley: Parley, ada: User, grace: User) -> None:
    await workspaces.change(parley, ada.id, **{**SETTINGS, "who_invites": "admins"})


async def only_admins_invite_for_a_while(parley: Parley, ada: User, grace: User) -> None:
    await only_admins_invite(parley, ada, grace)
    await workspaces.change(parley, ada.id, **SETTINGS)


FATES: list[Fate] = [
    deactivated, banned, deactivated_and_back, made_a_guest, made_a_guest_and_back, only_admins_invite,
    only_admins_invite_for_a_while,
]  # fmt: skip


@pytest.fixture
async def board(parley: Parley, grace: User) -> uuid.UUID:
    """A closed room of grace's."""
    return uuid.UUID((await rooms.create(parley, grace.id, name="board", kind="closed")).id)


async def mailed(parley: Parley, maker: User, terms: Terms) -> str:
    await invites.mail(parley, maker.id, NEWCOMER["email"], terms)
    return next(row.code for row in await rows(parley, Invite) if row.email)


async def rooms_of(parley: Parley, user: User) -> set[str]:
    return {room.name for room in (await sidebar.load(parley, user.id)).rooms}


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("kind", ["link", "member", "guest", "mailed"])
async def test_who_may_not_invite_any_more_lets_nobody_in_by_what_they_made_before(
    parley: Parley, ada: User, grace: User, board: uuid.UUID, fate: Fate, kind: str
):
    if kind == "link":
        code = (await invites.link(parley, grace)).rpartition("/")[2]
    elif kind == "mailed":
        code = await mailed(parley, grace, Terms("member", (board,)))
    else:
        code = (await invites.make(parley, grace.id, Terms(kind, (board,)))).code  # type: ignore[arg-type]
    assert await invite_use.valid(parley, code)
    await fate(parley, ada, grace)
    assert await invite_use.valid(parley, code) is None
    with pytest.raises(NotAllowed, match="has ended"):
        await accounts.join(parley, code, **NEWCOMER)
    assert not [user for user in await rows(parley, User) if user.email == NEWCOMER["email"]]
    assert (await invites.pending(parley, ada.id))[0] == []
    (entry,) = [row for row in await rows(parley, AuditEntry) if row.action == "invite.revoked"]
    assert (entry.actor_id, entry.detail["of"]) == (ada.id, "Grace Hopper")


@pytest.mark.parametrize("fate", ["left", "removed", "archived"])
async def test_a_room_that_its_maker_could_not_let_others_into_stays_closed(
    parley: Parley, ada: User, grace: User, board: uuid.UUID, fate: str
):
    lobby = uuid.UUID((await rooms.create(parley, grace.id, name="lobby", kind="closed")).id)
    codes = [(await invites.make(parley, grace.id, Terms(role, (board, lobby)))).code for role in ("member", "guest")]  # type: ignore[arg-type]
    only = (await invites.make(parley, grace.id, Terms("guest", (board,)))).code
    if fate == "archived":
        await room_changes.archive(parley, grace.id, board, True)
    else:
        await room_people.add(parley, grace.id, board, [ada.id])
        await room_people.set_role(parley, grace.id, board, ada.id, "owner")
        if fate == "left":
            await memberships.leave(parley, grace.id, board)
        else:
            await room_people.remove(parley, ada.id, board, grace.id)
    member = await accounts.join(parley, codes[0], **NEWCOMER)
    guest = await accounts.join(parley, codes[1], name="Edsger Dijkstra", email="edsger@client.example")
    assert await rooms_of(parley, member) == {"watercooler", "lobby"}
    assert await rooms_of(parley, guest) == {"lobby"}
    with pytest.raises(NotAllowed, match="has ended"):
        await accounts.join(parley, only, name="Barbara Liskov", email="barbara@client.example")
    narrowed = [row for row in await rows(parley, AuditEntry) if row.action == "invite.narrowed"]
    assert {row.subject for row in narrowed} == {"Alan Turing", "Edsger Dijkstra"}


async def test_an_offer_to_a_domain_ends_when_the_domain_may_join_no_more(parley: Parley, ada: User):
    await workspaces.change(parley, ada.id, **SETTINGS, domains="watercooler.example")
    assert await invites.offer(parley, NEWCOMER["email"])
    (invite,) = await rows(parley, Invite)
    assert await invite_use.valid(parley, invite.code)
    await workspaces.change(parley, ada.id, **SETTINGS, domains="")
    with pytest.raises(NotAllowed, match="has ended"):
        await accounts.join(parley, invite.code, **NEWCOMER)


async def test_an_admin_who_is_made_a_member_still_invites_where_members_may(parley: Parley, ada: User, grace: User):
    await change(parley, User, grace.id, role="admin")
    code = (await invites.link(parley, grace)).rpartition("/")[2]
    await administration.set_role(parley, ada.id, grace.id, "member")
    assert await invite_use.valid(parley, code)

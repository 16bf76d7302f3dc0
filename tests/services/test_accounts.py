"""The first owner, and accounts made at the command line."""

import asyncio

import pytest

from chat_app.models import Identity, Membership, Room, User, Workspace
from chat_app.models.user import Role
from chat_app.services import accounts, sidebar
from chat_app.services.errors import Invalid, NotAllowed, Refused
from chat_app.services.parley import Parley
from tests.cast import change, rows

WATERCOOLER = {"workspace": "Watercooler Ltd", "name": "Ada Lovelace", "email": "ada@watercooler.example"}


async def test_the_first_visitor_founds_the_workspace_and_owns_it(parley: Parley):
    assert await accounts.workspace(parley) is None
    ada = await accounts.found(parley, **WATERCOOLER)
    made = await accounts.workspace(parley)
    assert made is not None
    assert (made.name, ada.role) == ("Watercooler Ltd", "owner")
    assert [room.name for room in (await sidebar.load(parley, ada.id)).rooms] == ["watercooler"]


async def test_the_second_visitor_is_told_that_it_is_done(parley: Parley, ada: User):
    with pytest.raises(NotAllowed, match="already been set up"):
        await accounts.found(parley, **{**WATERCOOLER, "email": "mallory@elsewhere.example"})
    assert [user.id for user in await rows(parley, User)] == [ada.id]


@pytest.mark.both_databases
async def test_of_two_visitors_at_once_one_founds_the_workspace(parley: Parley):
    found = await asyncio.gather(
        accounts.found(parley, **WATERCOOLER),
        accounts.found(parley, workspace="Other", name="Mallory", email="mallory@elsewhere.example"),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in found) == ["NotAllowed", "User"]
    assert [len(await rows(parley, kind)) for kind in (Workspace, User, Room, Membership)] == [1, 1, 1, 1]


@pytest.mark.parametrize("role", ["owner", "admin", "member", "guest"])
async def test_before_there_is_a_workspace_nobody_gets_an_account_by_another_way(parley: Parley, role: Role):
    with pytest.raises(NotAllowed, match="There is no workspace yet"):
        await accounts.create(parley, WATERCOOLER["email"], "Ada Lovelace", role)
    assert await rows(parley, User) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "ada"}, "email"),
        ({"name": " \t "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"workspace": ""}, "workspace"),
        ({"email": "ada\x00@watercooler.example"}, "email"),
    ],
)
async def test_unusable_input_says_which_field(parley: Parley, wrong: dict[str, str], field: str):
    with pytest.raises(Invalid, match=r"\.$") as refused:
        await accounts.found(parley, **{**WATERCOOLER, **wrong})
    assert refused.value.field == field
    assert await rows(parley, User) == []


async def test_addresses_are_kept_in_lower_case_and_found_in_any(parley: Parley, ada: User):
    grace = await accounts.create(parley, "Grace@Watercooler.Example", "Grace Hopper")
    assert grace.email == "grace@watercooler.example"
    found = await accounts.by_email(parley, " GRACE@watercooler.example ")
    assert found is not None
    assert found.id == grace.id


async def test_an_address_is_taken_once(parley: Parley, grace: User):
    with pytest.raises(Invalid, match="already has an account"):
        await accounts.create(parley, "GRACE@watercooler.example", "Somebody Else")


@pytest.mark.both_databases
async def test_of_two_accounts_made_at_once_with_one_address_one_is_made(parley: Parley, ada: User):
    made = await asyncio.gather(
        *(accounts.create(parley, "grace@watercooler.example", name) for name in ("Grace", "Mallory")),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in made) == ["Invalid", "User"]
    assert len(await rows(parley, Identity)) == 2


async def test_a_deactivated_account_is_not_found_by_its_address(parley: Parley, grace: User):
    assert await accounts.by_email(parley, str(grace.email)) is not None
    await change(parley, User, grace.id, deactivated_at=grace.created_at)
    assert await accounts.by_email(parley, str(grace.email)) is None
    assert await accounts.by_id(parley, grace.id) is not None


async def test_an_address_with_a_nul_finds_nobody_and_breaks_nothing(parley: Parley, ada: User):
    assert await accounts.by_email(parley, "\x00nobody@watercooler.example") is None


async def test_a_member_starts_in_the_first_room_and_a_guest_in_none(parley: Parley, grace: User, guest: User):
    assert [room.name for room in (await sidebar.load(parley, grace.id)).rooms] == ["watercooler"]
    assert (await sidebar.load(parley, guest.id)).rooms == ()


async def test_others_are_everybody_active_but_oneself_by_name(parley: Parley, ada: User, alan: User, grace: User):
    assert [user.name for user in await accounts.others(parley, ada.id)] == ["Alan Turing", "Grace Hopper"]
    await change(parley, User, alan.id, deactivated_at=alan.created_at)
    assert [user.name for user in await accounts.others(parley, ada.id)] == ["Grace Hopper"]


def test_every_refusal_is_a_sentence():
    assert issubclass(Invalid, Refused)
    assert issubclass(NotAllowed, Refused)
    assert str(NotAllowed()) == "You are not a member of this room."

"""Accounts at providers: whom they sign in, and when an address is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chat_app.models import AuditEntry, Identity, User, Workspace, now
from chat_app.services import accounts, identities, invites
from chat_app.services.errors import NotAllowed, Refused
from chat_app.services.identities import Stranger
from chat_app.services.parley import Parley
from tests.cast import change, rows

GRACE = Stranger("google:1", "Google", "g-1", "grace@watercooler.example", True, "Grace Hopper")
NEW = replace(GRACE, subject="k-1", email="katherine@watercooler.example", name="Katherine Johnson")


async def code_of(parley: Parley, user: User) -> str:
    return (await invites.link(parley, user)).rpartition("/")[2]


async def test_a_proved_address_links_the_account_once_and_for_all(parley: Parley, grace: User):
    await change(parley, User, grace.id, email_verified_at=now())
    assert (await identities.sign_in(parley, GRACE)).id == grace.id
    moved = replace(GRACE, email="g.hopper@elsewhere.example", verified=False)
    assert (await identities.sign_in(parley, moved)).id == grace.id  # the subject counts from now on


async def test_an_address_that_nobody_has_proved_to_us_links_nothing(parley: Parley, grace: User):
    """Somebody may have typed it at an invite."""
    with pytest.raises(NotAllowed, match="nobody has proved yet"):
        await identities.sign_in(parley, GRACE)
    assert not [each for each in await rows(parley, Identity) if each.provider != "email"]


async def test_an_address_that_the_provider_has_not_verified_links_nothing(parley: Parley, grace: User):
    await change(parley, User, grace.id, email_verified_at=now())
    with pytest.raises(NotAllowed, match="Google has not verified"):
        await identities.sign_in(parley, replace(GRACE, verified=False))
    assert (await identities.sign_in(parley, GRACE)).id == grace.id  # it was that


async def test_a_stranger_without_an_invite_is_told_what_to_do(parley: Parley, ada: User):
    with pytest.raises(NotAllowed, match="Ask a colleague for an invite link"):
        await identities.sign_in(parley, NEW)


async def test_a_stranger_with_an_invite_gets_an_account_with_a_proved_address(parley: Parley, ada: User):
    user = await identities.sign_in(parley, NEW, await code_of(parley, ada))
    assert (user.name, user.email, user.role) == ("Katherine Johnson", NEW.email, "member")
    assert user.email_verified_at is not None
    assert (await identities.sign_in(parley, NEW)).id == user.id


async def test_a_stranger_of_a_domain_that_may_join_needs_no_invite(parley: Parley, ada: User):
    workspace = await accounts.workspace(parley)
    assert workspace is not None
    await change(parley, Workspace, workspace.id, join_domains=["watercooler.example"])
    with pytest.raises(NotAllowed):
        await identities.sign_in(parley, replace(NEW, email="k@evil-watercooler.example"))
    with pytest.raises(NotAllowed):
        await identities.sign_in(parley, replace(NEW, verified=False))
    assert (await identities.sign_in(parley, NEW)).role == "member"


async def test_an_invite_that_has_ended_lets_nobody_in(parley: Parley, ada: User):
    with pytest.raises(NotAllowed, match="invite link has ended"):
        await identities.sign_in(parley, NEW, "no such code")
    assert await accounts.by_email(parley, NEW.email) is None


async def test_an_unverified_stranger_gains_nothing_by_an_invite(parley: Parley, ada: User):
    code = await code_of(parley, ada)
    with pytest.raises(NotAllowed, match="has not verified"):
        await identities.sign_in(parley, replace(NEW, verified=False), code)


async def test_a_deactivated_person_is_not_let_in(parley: Parley, grace: User):
    await change(parley, User, grace.id, email_verified_at=now())
    await identities.sign_in(parley, GRACE)
    await change(parley, User, grace.id, deactivated_at=now())
    with pytest.raises(Refused):
        await identities.sign_in(parley, GRACE)


async def test_somebody_who_is_signed_in_links_an_account_with_another_address(parley: Parley, grace: User):
    private = replace(GRACE, email="grace@home.example", verified=False)
    await identities.link(parley, grace.id, private)
    await identities.link(parley, grace.id, private)
    assert (await identities.sign_in(parley, private)).id == grace.id
    assert [each.action for each in await rows(parley, AuditEntry)].count("identity.linked") == 1


async def test_an_account_belongs_to_one_person(parley: Parley, ada: User, grace: User):
    await identities.link(parley, grace.id, GRACE)
    with pytest.raises(NotAllowed, match="belongs to somebody else"):
        await identities.link(parley, ada.id, GRACE)


async def test_an_account_that_is_unlinked_signs_nobody_in(parley: Parley, ada: User, grace: User):
    await identities.link(parley, grace.id, GRACE)
    (linked,) = await identities.of(parley, grace.id)
    with pytest.raises(NotAllowed):
        await identities.unlink(parley, ada.id, linked.id)
    await identities.unlink(parley, grace.id, linked.id)
    assert await identities.of(parley, grace.id) == []
    with pytest.raises(NotAllowed):
        await identities.sign_in(parley, replace(GRACE, email="grace@home.example"))


@pytest.mark.parametrize("blank", ["", " ", "\u200b", "\u3164", "\u0301", "\u202e"])
async def test_who_has_no_name_at_the_provider_is_called_as_their_address_begins(parley: Parley, ada: User, blank: str):
    found = await identities.sign_in(parley, replace(NEW, name=blank), invite=await code_of(parley, ada))
    assert found.name == "katherine"

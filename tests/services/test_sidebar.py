"""What one person sees beside every room."""

import uuid

import pytest

from chat_app.models import User, now
from chat_app.services import memberships, rooms, sidebar
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from tests.cast import change


async def test_a_person_sees_their_own_rooms_and_no_others(parley: Parley, ada: User, grace: User):
    await rooms.create(parley, ada.id, name="designers")
    await rooms.create(parley, ada.id, name="board", kind="closed")
    assert {room.name for room in (await sidebar.load(parley, ada.id)).rooms} == {"watercooler", "designers", "board"}
    assert {room.name for room in (await sidebar.load(parley, grace.id)).rooms} == {"watercooler"}


async def test_a_membership_that_ended_is_there_and_its_room_is_not(
    parley: Parley, grace: User, watercooler: uuid.UUID
):
    assert (await sidebar.load(parley, grace.id)).room_ids == {watercooler}
    await memberships.leave(parley, grace.id, watercooler)
    seen = await sidebar.load(parley, grace.id)
    assert (seen.room_ids, seen.rooms) == (set(), ())
    assert [place.left for place in seen.memberships] == [True]


async def test_its_version_is_the_persons(parley: Parley, grace: User, watercooler: uuid.UUID):
    before = await sidebar.load(parley, grace.id)
    await memberships.leave(parley, grace.id, watercooler)
    after = await sidebar.load(parley, grace.id)
    assert after.version == before.version + 1 == after.memberships[0].version == after.me.version


async def test_it_names_oneself_and_the_people_one_talks_to(parley: Parley, ada: User, grace: User, alan: User):
    alone = await sidebar.load(parley, grace.id)
    assert (alone.role, alone.me.name, alone.people) == ("member", "Grace Hopper", (alone.me,))
    await rooms.open_direct(parley, ada.id, [grace.id])
    seen = await sidebar.load(parley, grace.id)
    assert {person.name for person in seen.people} == {"Ada Lovelace", "Grace Hopper"}


async def test_an_account_that_cannot_be_used_sees_nothing(parley: Parley, grace: User):
    assert await sidebar.load(parley, grace.id)
    await change(parley, User, grace.id, deactivated_at=now())
    for user_id in (grace.id, uuid.uuid4()):
        with pytest.raises(NotAllowed):
            await sidebar.load(parley, user_id)

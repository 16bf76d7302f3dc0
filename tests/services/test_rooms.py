"""Rooms: made under one name each, found by whoever may join, and one direct room for the same people."""

import asyncio
import uuid

import pytest

from chat_app.events import Event, PersonChanged, RoomChanged
from chat_app.models import Room, User, now
from chat_app.services import memberships, rooms, sidebar
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from tests.cast import change, rows


async def names_for(parley: Parley, user: User) -> list[str]:
    return [room.name for room in await rooms.browse(parley, user.id)]


async def test_whoever_makes_a_room_owns_it_and_is_in_it(parley: Parley, grace: User, heard: list[Event]):
    made = await rooms.create(parley, grace.id, name="#designers", topic="Screens")
    assert (made.name, made.topic, made.kind, made.posts) == ("designers", "Screens", "open", 0)
    place = next(p for p in (await sidebar.load(parley, grace.id)).memberships if p.room_id == made.id)
    assert place.role == "owner"
    assert [type(event) for event in heard] == [RoomChanged, PersonChanged]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("designers", "designers"),
        ("designers", "DESIGNERS"),
        ("designers", "#designérs"),
        ("designers", " designers "),
        ("Straße", "STRASSE"),
        ("café", "cafe\u0301"),
        ("ａｂｃ", "abc"),
    ],
)
async def test_a_name_is_taken_whatever_its_case_or_accents(parley: Parley, ada: User, first: str, second: str):
    await rooms.create(parley, ada.id, name=first)
    with pytest.raises(Invalid, match="of that name already") as refused:
        await rooms.create(parley, ada.id, name=second)
    assert refused.value.field == "name"


@pytest.mark.both_databases
async def test_of_two_who_take_a_name_at_once_one_gets_it(parley: Parley, ada: User, grace: User):
    made = await asyncio.gather(
        *(rooms.create(parley, user.id, name="designers") for user in (ada, grace)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in made) == ["Invalid", "RoomOut"]


@pytest.mark.parametrize("name", ["", " ", "#", "##", "# ", "\x00", "x" * 81])
async def test_a_room_needs_a_name_of_a_sensible_length(parley: Parley, ada: User, name: str):
    with pytest.raises(Invalid, match="1 to 80") as refused:
        await rooms.create(parley, ada.id, name=name)
    assert refused.value.field == "name"


async def test_letters_that_unfold_into_many_still_make_a_name(parley: Parley, ada: User):
    made = await rooms.create(parley, ada.id, name="\ufdfa" * 80)
    assert len(made.name) == 80


async def test_a_topic_is_bounded_and_a_direct_room_is_not_created_by_name(parley: Parley, ada: User):
    assert (await rooms.create(parley, ada.id, name="a", topic="x" * 250)).topic
    for wrong in ({"topic": "x" * 251}, {"kind": "direct"}, {"owner": "me"}):
        with pytest.raises(Invalid):
            await rooms.create(parley, ada.id, name="b", **wrong)


async def test_guests_and_deactivated_people_make_no_rooms(parley: Parley, guest: User, grace: User):
    await change(parley, User, grace.id, deactivated_at=now())
    for user_id in (guest.id, grace.id, uuid.uuid4()):
        with pytest.raises(NotAllowed):
            await rooms.create(parley, user_id, name="designers")
    assert len(await rows(parley, Room)) == 1


async def test_browse_shows_the_open_rooms_one_is_not_in(parley: Parley, ada: User, grace: User):
    designers = await rooms.create(parley, ada.id, name="designers")
    await rooms.create(parley, ada.id, name="board", kind="closed")
    await rooms.create(parley, ada.id, name="Archive me")
    assert await names_for(parley, grace) == ["Archive me", "designers"]
    await memberships.join(parley, grace.id, uuid.UUID(designers.id))
    assert await names_for(parley, grace) == ["Archive me"]
    await memberships.leave(parley, grace.id, uuid.UUID(designers.id))
    assert await names_for(parley, grace) == ["Archive me", "designers"]


async def test_archived_rooms_are_not_offered(parley: Parley, ada: User, grace: User):
    made = await rooms.create(parley, ada.id, name="designers")
    assert await names_for(parley, grace) == ["designers"]
    await change(parley, Room, uuid.UUID(made.id), archived_at=now())
    assert await names_for(parley, grace) == []


async def test_guests_and_deactivated_people_browse_nothing(parley: Parley, ada: User, grace: User, guest: User):
    await rooms.create(parley, ada.id, name="designers")
    assert await names_for(parley, grace) == ["designers"]
    await change(parley, User, grace.id, deactivated_at=now())
    assert await names_for(parley, grace) == await names_for(parley, guest) == []


async def test_the_same_people_always_get_the_same_direct_room(parley: Parley, ada: User, grace: User, alan: User):
    pair = await rooms.open_direct(parley, ada.id, [grace.id])
    assert (await rooms.open_direct(parley, grace.id, [ada.id])).id == pair.id
    assert set(pair.member_ids) == {str(ada.id), str(grace.id)}
    group = await rooms.open_direct(parley, alan.id, [ada.id, grace.id, ada.id])
    assert group.id != pair.id
    assert (await rooms.open_direct(parley, grace.id, [alan.id, ada.id, grace.id])).id == group.id


@pytest.mark.both_databases
async def test_a_direct_room_opened_by_both_at_once_is_one(parley: Parley, ada: User, grace: User):
    opened = await asyncio.gather(
        *(rooms.open_direct(parley, me.id, [you.id]) for me, you in ((ada, grace), (grace, ada)) * 2)
    )
    assert len({room.id for room in opened}) == 1
    assert [room.kind for room in await rows(parley, Room)].count("direct") == 1


async def test_each_in_a_direct_room_hears_of_it_and_of_the_others(
    parley: Parley, ada: User, grace: User, heard: list[Event]
):
    room = await rooms.open_direct(parley, ada.id, [grace.id])
    told = {event.about: event for event in heard if isinstance(event, PersonChanged)}
    assert set(told) == {ada.id, grace.id}
    for event in told.values():
        assert event.rooms == (room,)
        assert {person.name for person in event.people} == {"Ada Lovelace", "Grace Hopper"}


async def test_nobody_talks_to_nobody_to_strangers_or_to_the_deactivated(parley: Parley, ada: User, grace: User):
    await change(parley, User, grace.id, deactivated_at=now())
    for others in ([], [ada.id], [uuid.uuid4()], [grace.id]):
        with pytest.raises(NotAllowed):
            await rooms.open_direct(parley, ada.id, others)
    await change(parley, User, grace.id, deactivated_at=None)
    assert await rooms.open_direct(parley, ada.id, [grace.id])


async def test_guests_open_no_direct_rooms(parley: Parley, ada: User, guest: User):
    with pytest.raises(NotAllowed):
        await rooms.open_direct(parley, guest.id, [ada.id])
    assert await rooms.open_direct(parley, ada.id, [guest.id])

"""Memberships: joining, leaving, and how far one has read."""

import asyncio
import uuid

import pytest
from sqlalchemy import text

from chat_app.events import Event, PersonChanged, RoomChanged
from chat_app.models import Membership, Room, User, now
from chat_app.schemas import MembershipOut
from chat_app.services import memberships, rooms, sidebar
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, rows, say


@pytest.fixture
async def designers(parley: Parley, ada: User) -> uuid.UUID:
    """An open room in which only ada is."""
    return uuid.UUID((await rooms.create(parley, ada.id, name="designers")).id)


async def place_of(parley: Parley, user: User, room_id: uuid.UUID) -> MembershipOut | None:
    seen = await sidebar.load(parley, user.id)
    return next((place for place in seen.memberships if place.room_id == str(room_id)), None)


async def test_joining_an_open_room_is_a_click(parley: Parley, grace: User, designers: uuid.UUID):
    assert await place_of(parley, grace, designers) is None
    room = await memberships.join(parley, grace.id, designers)
    assert room.id == str(designers)
    assert await place_of(parley, grace, designers)


async def test_joining_twice_changes_nothing(parley: Parley, grace: User, designers: uuid.UUID, heard: list[Event]):
    first = await memberships.join(parley, grace.id, designers)
    said = len(heard)
    assert await memberships.join(parley, grace.id, designers) == first
    assert len(heard) == said == 3


async def test_joining_twice_at_once_makes_one_row(parley: Parley, grace: User, designers: uuid.UUID):
    await asyncio.gather(*(memberships.join(parley, grace.id, designers) for _ in range(4)))
    assert [row.user_id for row in await rows(parley, Membership) if row.room_id == designers].count(grace.id) == 1


async def test_leaving_keeps_the_row_and_coming_back_uses_it(parley: Parley, grace: User, designers: uuid.UUID):
    await memberships.join(parley, grace.id, designers)
    await memberships.leave(parley, grace.id, designers)
    left = await place_of(parley, grace, designers)
    assert left is not None
    assert left.left
    await memberships.join(parley, grace.id, designers)
    back = await place_of(parley, grace, designers)
    assert back is not None
    assert not back.left
    assert back.version == left.version + 1


async def test_coming_and_going_take_versions_of_room_and_person(
    parley: Parley, grace: User, designers: uuid.UUID, heard: list[Event]
):
    await memberships.join(parley, grace.id, designers)
    await memberships.leave(parley, grace.id, designers)
    in_room = [event for event in heard if isinstance(event, RoomChanged)]
    of_person = [event for event in heard if isinstance(event, PersonChanged)]
    assert [event.first for event in in_room] == list(range(in_room[0].version, in_room[0].version + 4))
    assert [event.first for event in of_person] == [of_person[0].version, of_person[0].version + 1]
    assert [len(event.rooms) for event in of_person] == [1, 0]
    assert [event.memberships[0].left for event in of_person] == [False, True]


@pytest.mark.parametrize("why", ["closed", "archived", "guest", "deactivated", "unknown room", "unknown person"])
async def test_who_may_not_join_is_refused(parley: Parley, grace: User, designers: uuid.UUID, why: str):
    room_id, user_id = designers, grace.id
    match why:
        case "closed":
            await change(parley, Room, designers, kind="closed")
        case "archived":
            await change(parley, Room, designers, archived_at=now())
        case "guest":
            await change(parley, User, grace.id, role="guest")
        case "deactivated":
            await change(parley, User, grace.id, deactivated_at=now())
        case "unknown room":
            room_id = uuid.uuid4()
        case _:
            user_id = uuid.uuid4()
    with pytest.raises(NotAllowed):
        await memberships.join(parley, user_id, room_id)
    assert user_id not in {row.user_id for row in await rows(parley, Membership) if row.room_id == designers}


async def test_strangers_and_those_who_left_cannot_leave(parley: Parley, grace: User, designers: uuid.UUID):
    with pytest.raises(NotAllowed):
        await memberships.leave(parley, grace.id, designers)
    await memberships.join(parley, grace.id, designers)
    await memberships.leave(parley, grace.id, designers)
    with pytest.raises(NotAllowed):
        await memberships.leave(parley, grace.id, designers)


async def test_a_direct_room_keeps_its_people(parley: Parley, ada: User, grace: User):
    room = await rooms.open_direct(parley, ada.id, [grace.id])
    with pytest.raises(NotAllowed, match="keeps its people"):
        await memberships.leave(parley, ada.id, uuid.UUID(room.id))


async def test_a_read_position_moves_forward_and_never_back(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, *"abcde")
    for seq in (3, 1, 4, 2):
        await memberships.mark_read(parley, grace.id, watercooler, seq, seq)
    place = await place_of(parley, grace, watercooler)
    assert place is not None
    assert (place.read_seq, place.read_posts) == (4, 4)


async def test_nobody_reads_beyond_the_end(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, "a", "b")
    await memberships.mark_read(parley, grace.id, watercooler, 1 << 70, 1 << 70)
    place = await place_of(parley, grace, watercooler)
    assert place is not None
    assert (place.read_seq, place.read_posts) == (3, 2)  # Grace's coming has a line of its own


async def test_reading_the_same_again_takes_no_version(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID, heard: list[Event]
):
    await say(writer, ada, watercooler, "a")
    heard.clear()
    for _ in range(3):
        await memberships.mark_read(parley, grace.id, watercooler, 1, 1)
    assert [event.about for event in heard] == [grace.id]
    await memberships.mark_read(parley, grace.id, watercooler, -5, -5)
    assert len(heard) == 1


async def test_a_strangers_reading_changes_nothing(
    parley: Parley, writer: PostWriter, ada: User, grace: User, designers: uuid.UUID, heard: list[Event]
):
    await say(writer, ada, designers, "a")
    heard.clear()
    for user_id in (grace.id, uuid.uuid4()):
        await memberships.mark_read(parley, user_id, designers, 1, 1)
    await memberships.mark_read(parley, ada.id, uuid.uuid4(), 1, 1)
    assert heard == []
    assert await place_of(parley, grace, designers) is None


async def test_reading_coming_and_posting_at_once_never_block_each_other(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID, designers: uuid.UUID
):
    reading = [memberships.mark_read(parley, grace.id, watercooler, seq, seq) for seq in range(9)]
    posting = [say(writer, who, watercooler, "a", "b", "c") for who in (ada, grace, ada)]
    moving = [memberships.join(parley, grace.id, designers), rooms.open_direct(parley, grace.id, [ada.id])]
    await asyncio.wait_for(asyncio.gather(*reading, *posting, *moving), 30)
    assert await place_of(parley, grace, designers)


async def test_a_post_locks_the_person_before_the_membership_as_reading_does(
    parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID
):
    async with parley.database.write() as session:
        await memberships.lock_person(session, grace.id)
        posting = asyncio.create_task(say(writer, grace, watercooler, "a"))
        while not (parley.database.embedded or await waits_for_a_lock(parley)):  # noqa: ASYNC110 (only it can tell)
            await asyncio.sleep(0.01)
        place = await memberships.find(session, watercooler, grace.id)
        assert place is not None
        place.starred = True
        session.add(place)
    (said,) = await posting  # the other way round, PostgreSQL ends one of the two as a deadlock
    assert said.post_no == 1


async def waits_for_a_lock(parley: Parley) -> bool:
    """Whether a connection to this database waits for a row of another."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    async with parley.database.snapshot() as connection:
        return (await connection.execute(text(waiting))).scalar_one() > 0

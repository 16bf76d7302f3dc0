"""Unread is arithmetic: posts in the room less posts read."""

import uuid

from chat_app.models import User
from chat_app.services import memberships, rooms, sidebar
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import say


async def unread(parley: Parley, user: User, room_id: uuid.UUID) -> int:
    seen = await sidebar.load(parley, user.id)
    place = next(place for place in seen.memberships if place.room_id == str(room_id))
    return next(room for room in seen.rooms if room.id == str(room_id)).posts - place.read_posts


async def test_what_others_post_is_unread(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    assert await unread(parley, grace, watercooler) == 0
    await say(writer, ada, watercooler, "a", "b", "c")
    assert await unread(parley, grace, watercooler) == 3


async def test_ones_own_post_reads_everything_before_it(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, "a", "b")
    await say(writer, grace, watercooler, "c")
    assert await unread(parley, grace, watercooler) == 0
    assert await unread(parley, ada, watercooler) == 1


async def test_joining_and_coming_back_find_nothing_unread(parley: Parley, writer: PostWriter, ada: User, grace: User):
    room_id = uuid.UUID((await rooms.create(parley, ada.id, name="designers")).id)
    await say(writer, ada, room_id, "a")
    await memberships.join(parley, grace.id, room_id)
    assert await unread(parley, grace, room_id) == 0
    await memberships.leave(parley, grace.id, room_id)
    await say(writer, ada, room_id, "b", "c")
    await memberships.join(parley, grace.id, room_id)
    assert await unread(parley, grace, room_id) == 0


async def test_reading_leaves_what_came_later_unread(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, *"abcde")
    await memberships.mark_read(parley, grace.id, watercooler, 3, 3)
    assert await unread(parley, grace, watercooler) == 2


async def test_coming_and_going_make_no_room_unread(parley: Parley, ada: User, grace: User, alan: User):
    room_id = uuid.UUID((await rooms.create(parley, ada.id, name="designers")).id)
    for user in (grace, alan):
        await memberships.join(parley, user.id, room_id)
    await memberships.leave(parley, alan.id, room_id)
    assert await unread(parley, ada, room_id) == await unread(parley, grace, room_id) == 0

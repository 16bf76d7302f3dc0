"""Unread is arithmetic: posts in the room, less posts read, less deleted ones."""

import uuid

from chat_app.models import User
from chat_app.services import memberships, message_changes, purging, rooms, sidebar
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from chat_app.services.unread import NAMED, count
from tests.cast import say


async def unread(parley: Parley, user: User, room_id: uuid.UUID) -> int:
    seen = await sidebar.load(parley, user.id)
    place = next(place for place in seen.memberships if place.room_id == str(room_id))
    return count(next(room for room in seen.rooms if room.id == str(room_id)), place)


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


async def test_a_post_that_is_deleted_is_unread_for_nobody_and_again_when_it_comes_back(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    a, b, c = await say(writer, ada, watercooler, "a", "b", "c")
    await memberships.mark_read(parley, grace.id, watercooler, a.seq, 1)
    await message_changes.delete(parley, ada.id, uuid.UUID(b.id))
    assert await unread(parley, grace, watercooler) == 1
    await message_changes.delete(parley, ada.id, uuid.UUID(a.id))  # she had read this one
    assert await unread(parley, grace, watercooler) == 1
    await message_changes.undo_delete(parley, ada.id, uuid.UUID(b.id))
    assert await unread(parley, grace, watercooler) == 2
    for each in (b, c):
        await message_changes.delete(parley, ada.id, uuid.UUID(each.id))
    assert await unread(parley, grace, watercooler) == 0
    await say(writer, ada, watercooler, "d")
    assert await unread(parley, grace, watercooler) == 1
    await memberships.mark_unread(parley, grace.id, watercooler, 0, 0)
    assert await unread(parley, grace, watercooler) == 1


async def test_what_is_purged_is_unread_for_nobody(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await say(writer, grace, watercooler, *"abc")
    await memberships.mark_read(parley, ada.id, watercooler, 0, 0)
    assert await unread(parley, ada, watercooler) == 3
    await purging.purge(parley, ada.id, grace.id)
    assert await unread(parley, ada, watercooler) == 0


async def test_a_room_names_so_many_deleted_posts_and_no_more(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    said = await say(writer, ada, watercooler, *map(str, range(NAMED + 5)))
    for each in said:
        seen = await message_changes.delete(parley, ada.id, uuid.UUID(each.id))
        assert seen.deleted
    room = next(room for room in (await sidebar.load(parley, grace.id)).rooms if room.id == str(watercooler))
    assert room.removed == tuple(range(6, NAMED + 6))

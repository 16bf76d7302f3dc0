"""Who is called by a post, and how many unread calls each person has, whatever happens to posts and read positions."""

import uuid

import pytest

from chat_app.events import Event, PersonChanged
from chat_app.models import Membership, Mention, Message, Room, User, new_id
from chat_app.schemas import MembershipOut, MessageOut
from chat_app.services import erasing, memberships, message_changes, posting, rooms, sidebar
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, draft, rows, say


async def place(parley: Parley, user: User, room_id: uuid.UUID) -> MembershipOut:
    seen = await sidebar.load(parley, user.id)
    return next(place for place in seen.memberships if place.room_id == str(room_id))


async def calls(parley: Parley, user: User, room_id: uuid.UUID) -> int:
    return (await place(parley, user, room_id)).mentions


def key(message: MessageOut) -> uuid.UUID:
    return uuid.UUID(message.id)


async def test_a_post_counts_for_whom_it_names_and_for_nobody_else(
    parley: Parley, writer: PostWriter, ada: User, grace: User, alan: User, watercooler: uuid.UUID, heard: list[Event]
):
    (message,) = await say(writer, ada, watercooler, "lunch, @Grace Hopper?")
    assert message.mentions == (str(grace.id),)
    assert (
        f'<span class="mention" data-mention="{grace.id}" role="button" tabindex="0">@Grace Hopper</span>'
        in message.html
    )
    assert [await calls(parley, user, watercooler) for user in (ada, grace, alan)] == [0, 1, 0]
    told = {event.about: event for event in heard if isinstance(event, PersonChanged)}
    assert told[grace.id].memberships == (await place(parley, grace, watercooler),)
    assert alan.id not in told


async def test_room_calls_everybody_but_the_sender_and_whom_the_room_is_nothing_to(
    parley: Parley, writer: PostWriter, ada: User, grace: User, alan: User, watercooler: uuid.UUID
):
    await _heed_nothing(parley, alan)
    await say(writer, ada, watercooler, "@room cake in the kitchen", "and you, @alan turing")
    assert [await calls(parley, user, watercooler) for user in (ada, grace, alan)] == [0, 1, 1]
    assert {(row.user_id, row.kind) for row in await rows(parley, Mention)} == {(grace.id, "room"), (alan.id, "person")}


async def test_here_calls_those_who_are_there(
    parley: Parley, writer: PostWriter, ada: User, grace: User, alan: User, watercooler: uuid.UUID
):
    parley.presence.claim({grace.id: "online", alan.id: "away"})
    await say(writer, ada, watercooler, "who has the key, @here?")
    assert [await calls(parley, user, watercooler) for user in (grace, alan)] == [1, 0]


async def test_ones_own_post_is_an_answer_to_the_calls_before_it(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, "@Grace?", "@Grace!")
    assert await calls(parley, grace, watercooler) == 2
    await say(writer, grace, watercooler, "yes, and @Grace Hopper is me")
    assert await calls(parley, grace, watercooler) == 0
    await say(writer, ada, watercooler, "@Grace: thanks")
    assert await calls(parley, grace, watercooler) == 1


async def test_the_count_follows_the_read_position_there_and_back(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, "@Grace one", "two", "@Grace three", "four")
    await memberships.mark_read(parley, grace.id, watercooler, 1, 1)
    assert await calls(parley, grace, watercooler) == 1
    await memberships.mark_read(parley, grace.id, watercooler, 4, 4)
    assert await calls(parley, grace, watercooler) == 0
    await memberships.mark_unread(parley, grace.id, watercooler, 0, 0)
    assert await calls(parley, grace, watercooler) == 2
    await memberships.mark_all_read(parley, grace.id)
    assert await calls(parley, grace, watercooler) == 0


async def test_an_edit_calls_whom_it_adds_and_lets_go_whom_it_drops(
    parley: Parley, writer: PostWriter, ada: User, grace: User, alan: User, watercooler: uuid.UUID
):
    (message,) = await say(writer, ada, watercooler, "@Grace, lunch?")
    before = (await place(parley, alan, watercooler)).version
    edited = await message_changes.edit(parley, ada.id, key(message), "@Alan, lunch?")
    assert edited.mentions == (str(alan.id),)
    assert [await calls(parley, user, watercooler) for user in (grace, alan)] == [0, 1]
    assert (await place(parley, alan, watercooler)).version > before


async def test_an_edit_of_what_one_has_read_calls_nobody_again(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    (message,) = await say(writer, ada, watercooler, "lunch?")
    await memberships.mark_read(parley, grace.id, watercooler, 1, 1)
    await message_changes.edit(parley, ada.id, key(message), "@Grace lunch?")
    assert await calls(parley, grace, watercooler) == 0
    await memberships.mark_unread(parley, grace.id, watercooler, 0, 0)
    assert await calls(parley, grace, watercooler) == 1


async def test_a_deleted_call_counts_no_more_until_it_is_brought_back(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    (message,) = await say(writer, ada, watercooler, "@Grace!")
    gone = await message_changes.delete(parley, ada.id, key(message))
    assert (gone.mentions, await calls(parley, grace, watercooler)) == ((), 0)
    back = await message_changes.undo_delete(parley, ada.id, key(message))
    assert (back.mentions, await calls(parley, grace, watercooler)) == ((str(grace.id),), 1)


async def test_a_moderator_who_deletes_a_call_to_herself_keeps_her_own_count_right(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    (message,) = await say(writer, grace, watercooler, "@Ada!")
    before = (await place(parley, ada, watercooler)).version
    await message_changes.delete(parley, ada.id, key(message))
    after = await place(parley, ada, watercooler)
    assert (after.mentions, after.version) == (0, before + 1)


async def test_who_has_left_is_not_called(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await memberships.leave(parley, grace.id, watercooler)
    (message,) = await say(writer, ada, watercooler, "where is @Grace Hopper?")
    assert (message.mentions, message.html) == ((), "")
    await memberships.join(parley, grace.id, watercooler)
    assert await calls(parley, grace, watercooler) == 0


async def test_a_retry_calls_nobody_twice(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    same = draft(watercooler, "@Grace?", client_msg_id=new_id())
    for _ in range(2):
        await posting.post(writer, ada.id, same)
    assert await calls(parley, grace, watercooler) == 1
    assert len(await rows(parley, Mention)) == 1


async def test_an_open_room_is_linked_and_a_closed_one_stays_a_word(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    designers = await rooms.create(parley, ada.id, name="Designers")
    await rooms.create(parley, ada.id, name="board", kind="closed")
    (message,) = await say(writer, grace, watercooler, "see #designers, not #board")
    assert f'href="/rooms/{designers.id}"' in message.html
    assert message.html.count("<a ") == 1
    assert message.mentions == ()


async def test_a_guest_may_call_a_few_people_and_not_a_crowd(
    parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID
):
    await change(parley, User, grace.id, role="guest")
    (small,) = await say(writer, grace, watercooler, "hello @room")
    await change(parley, Room, watercooler, members=21)
    with pytest.raises(NotAllowed, match="Guests"):
        await say(writer, grace, watercooler, "hello @here")
    await message_changes.edit(parley, grace.id, key(small), "good morning @room")
    with pytest.raises(NotAllowed, match="Guests"):
        await message_changes.edit(parley, grace.id, key(small), "good morning @here")
    await change(parley, User, grace.id, role="member")
    await say(writer, grace, watercooler, "hello @here")


async def test_a_room_knows_how_many_are_in_it(parley: Parley, ada: User, grace: User, watercooler: uuid.UUID):
    async def counted() -> int:
        return next(room.members for room in (await sidebar.load(parley, ada.id)).rooms)

    assert await counted() == 2
    await memberships.leave(parley, grace.id, watercooler)
    assert await counted() == 1
    await memberships.join(parley, grace.id, watercooler)
    await memberships.join(parley, grace.id, watercooler)
    assert await counted() == 2


async def test_erasing_a_message_forgets_whom_it_called(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    (message,) = await say(writer, ada, watercooler, "@Grace!")
    await message_changes.delete(parley, ada.id, key(message))
    row = await change(parley, Message, key(message))
    assert row.deleted_at
    await change(parley, Message, key(message), deleted_at=row.deleted_at - message_changes.UNDO * 2)
    await erasing.erase_due(parley)
    assert ((await rows(parley, Message))[0].mentions, await rows(parley, Mention)) == ([], [])


async def _heed_nothing(parley: Parley, user: User) -> None:
    (mine,) = [row for row in await rows(parley, Membership) if row.user_id == user.id]
    await change(parley, Membership, mine.id, involvement="nothing")

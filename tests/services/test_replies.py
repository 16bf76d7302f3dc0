"""Replies: what they quote, and what they may not."""

import uuid

import pytest

from chat_app.events import Event, RoomChanged
from chat_app.models import User
from chat_app.services import message_changes, messages, posting, rooms
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import say


async def answer(writer: PostWriter, person: User, room_id: uuid.UUID, original: str):
    """Post a reply."""
    return await posting.post(
        writer,
        person.id,
        posting.parse(room_id=room_id, client_msg_id=uuid.uuid4(), text="yes", reply_to_id=uuid.UUID(original)),
    )


async def test_a_reply_travels_with_its_original_and_that_ones_author(
    writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID, heard: list[Event]
):
    (asked,) = await say(writer, ada, watercooler, "shall we?")
    reply = await answer(writer, grace, watercooler, asked.id)
    event = next(each for each in heard if isinstance(each, RoomChanged) and each.messages == (reply,))
    assert reply.reply_to_id == asked.id
    assert event.quotes == (asked,)
    assert {person.id for person in event.people} == {str(ada.id), str(grace.id)}


async def test_a_window_has_the_originals_that_lie_outside_it(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    (asked,) = await say(writer, ada, watercooler, "long ago")
    await say(writer, ada, watercooler, *(f"filler {number}" for number in range(60)))
    reply = await answer(writer, ada, watercooler, asked.id)
    view = await messages.open_window(parley, ada.id, watercooler)
    assert view.messages[-1] == reply
    assert view.window.floor > asked.seq
    assert view.quotes == (asked,)


async def test_a_gap_is_repaired_with_originals(parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID):
    (asked,) = await say(writer, ada, watercooler, "shall we?")
    reply = await answer(writer, ada, watercooler, asked.id)
    found = await messages.missed(parley, watercooler, asked.version)
    assert found is not None
    assert (found.messages, found.quotes) == ((reply,), (asked,))


async def test_a_reply_cannot_quote_another_room(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    secret = await rooms.create(parley, ada.id, name="secret", kind="closed")
    (hidden,) = await say(writer, ada, uuid.UUID(secret.id), "the plan")
    with pytest.raises(NotAllowed, match="deleted"):
        await answer(writer, grace, watercooler, hidden.id)
    (open_one,) = await say(writer, ada, watercooler, "no plan")
    assert (await answer(writer, grace, watercooler, open_one.id)).reply_to_id == open_one.id


async def test_a_deleted_message_cannot_be_answered(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    (asked,) = await say(writer, ada, watercooler, "never mind")
    await message_changes.delete(parley, ada.id, uuid.UUID(asked.id))
    with pytest.raises(NotAllowed, match="deleted"):
        await answer(writer, ada, watercooler, asked.id)


async def test_a_link_to_a_message_opens_a_window_around_it(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    posts = await say(writer, ada, watercooler, *(f"number {number}" for number in range(120)))
    target = sorted(posts, key=lambda each: each.seq)[39]
    view = await messages.open_around(parley, ada.id, watercooler, uuid.UUID(target.id))
    assert view.window == messages.Window(15, 65)
    assert target in view.messages

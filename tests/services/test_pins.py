"""Pins: whoever is in a room pins and unpins, everybody sees it, and the count is always right."""

import uuid

import pytest

from chat_app.events import Event, RoomChanged
from chat_app.models import Room, User, now
from chat_app.schemas import MessageOut
from chat_app.services import memberships, message_changes, messages, pins
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, say


@pytest.fixture
async def said(writer: PostWriter, grace: User, watercooler: uuid.UUID) -> MessageOut:
    """Something that Grace has said."""
    return (await say(writer, grace, watercooler, "the door code is 1815"))[0]


async def pinned(parley: Parley, user: User, room_id: uuid.UUID) -> tuple[int, list[str]]:
    view = await messages.open_window(parley, user.id, room_id)
    return view.room.pins, [message.content for message in view.pins]


async def test_a_pin_takes_the_rooms_next_version_and_everybody_is_told(
    parley: Parley, ada: User, said: MessageOut, heard: list[Event], watercooler: uuid.UUID
):
    after = await pins.pin(parley, ada.id, uuid.UUID(said.id))
    assert (after.version, after.pinned > 0) == (said.version + 1, True)
    event = heard[-1]
    assert isinstance(event, RoomChanged)
    assert (event.messages, event.room.pins) == ((after,), 1)
    assert await pinned(parley, ada, watercooler) == (1, [said.content])


async def test_pinning_twice_and_unpinning_twice_count_once(
    parley: Parley, ada: User, grace: User, said: MessageOut, watercooler: uuid.UUID
):
    key = uuid.UUID(said.id)
    for _ in range(2):
        await pins.pin(parley, ada.id, key)
    assert await pinned(parley, ada, watercooler) == (1, [said.content])
    for _ in range(2):
        await pins.unpin(parley, grace.id, key)
    assert await pinned(parley, ada, watercooler) == (0, [])


async def test_a_pin_outside_of_the_window_comes_with_the_room(
    parley: Parley, writer: PostWriter, ada: User, said: MessageOut, watercooler: uuid.UUID
):
    await pins.pin(parley, ada.id, uuid.UUID(said.id))
    await say(writer, ada, watercooler, *(f"{number}" for number in range(60)))
    view = await messages.open_window(parley, ada.id, watercooler)
    assert said.content not in [message.content for message in view.messages]
    assert [message.content for message in view.pins] == [said.content]


async def test_a_deleted_pin_is_gone_and_comes_back_with_its_message(
    parley: Parley, ada: User, said: MessageOut, watercooler: uuid.UUID
):
    key = uuid.UUID(said.id)
    await pins.pin(parley, ada.id, key)
    await message_changes.delete(parley, ada.id, key)
    assert await pinned(parley, ada, watercooler) == (0, [])
    await message_changes.undo_delete(parley, ada.id, key)
    assert await pinned(parley, ada, watercooler) == (1, [said.content])


async def test_a_room_holds_so_many_pins_and_no_more(
    parley: Parley, ada: User, said: MessageOut, watercooler: uuid.UUID
):
    await change(parley, Room, watercooler, pins=pins.LIMIT)
    with pytest.raises(NotAllowed, match="50 pinned messages"):
        await pins.pin(parley, ada.id, uuid.UUID(said.id))


async def test_strangers_and_archived_rooms_pin_nothing(
    parley: Parley, ada: User, grace: User, said: MessageOut, watercooler: uuid.UUID
):
    await memberships.leave(parley, grace.id, watercooler)
    for act in (pins.pin, pins.unpin):
        with pytest.raises(NotAllowed):
            await act(parley, grace.id, uuid.UUID(said.id))
    await change(parley, Room, watercooler, archived_at=now())
    with pytest.raises(NotAllowed):
        await pins.pin(parley, ada.id, uuid.UUID(said.id))
    assert await pinned(parley, ada, watercooler) == (0, [])

"""What a message said before: who sees it, and until when."""

import uuid
from datetime import timedelta

import pytest

from chat_app.models import Membership, Message, Revision, User, now
from chat_app.schemas import MessageOut
from chat_app.services import erasing, message_changes, revisions, rooms
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, rows, say


@pytest.fixture
async def changed(parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID) -> MessageOut:
    """Grace's message, edited twice."""
    (message,) = await say(writer, grace, watercooler, "first")
    for text in ("second", "third"):
        message = await message_changes.edit(parley, grace.id, uuid.UUID(message.id), text)
    return message


async def seen(parley: Parley, person: User, message: MessageOut) -> list[str]:
    return [each.text for each in await revisions.earlier(parley, person.id, uuid.UUID(message.id))]


async def test_the_owner_of_the_workspace_sees_all_earlier_texts_newest_first(
    parley: Parley, ada: User, changed: MessageOut
):
    assert await seen(parley, ada, changed) == ["second", "first"]


async def test_admins_and_owners_of_the_room_see_them_and_no_other_member(
    parley: Parley, alan: User, grace: User, changed: MessageOut
):
    for person in (alan, grace):  # Grace wrote it, and still
        with pytest.raises(NotAllowed):
            await seen(parley, person, changed)
    place = next(row for row in await rows(parley, Membership) if row.user_id == alan.id)
    await change(parley, Membership, place.id, role="owner")
    assert await seen(parley, alan, changed) == ["second", "first"]
    await change(parley, Membership, place.id, role="member")
    await change(parley, User, alan.id, role="admin")
    assert await seen(parley, alan, changed) == ["second", "first"]


async def test_an_owner_who_is_not_in_the_room_learns_nothing(
    parley: Parley, writer: PostWriter, ada: User, grace: User
):
    room = await rooms.create(parley, grace.id, name="board", kind="closed")
    (message,) = await say(writer, grace, uuid.UUID(room.id), "first")
    message = await message_changes.edit(parley, grace.id, uuid.UUID(message.id), "second")
    assert await seen(parley, grace, message) == ["first"]
    with pytest.raises(NotAllowed):
        await seen(parley, ada, message)


async def test_they_are_gone_with_the_message_at_once_and_for_good(parley: Parley, ada: User, changed: MessageOut):
    key = uuid.UUID(changed.id)
    await message_changes.delete(parley, ada.id, key)
    with pytest.raises(NotAllowed):
        await seen(parley, ada, changed)
    await change(parley, Message, key, deleted_at=now() - timedelta(minutes=1))
    await erasing.erase_due(parley)
    assert await rows(parley, Revision) == []

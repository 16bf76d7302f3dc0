"""Saved messages: one's own list, of what one may still read."""

import uuid
from unittest.mock import ANY

import pytest

from chat_app.events import Event, PersonChanged
from chat_app.models import SavedMessage, User
from chat_app.services import memberships, message_changes, rooms, saved, sidebar
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import rows, say


async def texts(parley: Parley, user: User) -> list[str]:
    found, _ = await saved.newest(parley, user.id)
    return [each.message.content for each in found]


async def test_the_newest_saving_comes_first_and_only_its_owner_learns_of_it(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID, heard: list[Event]
):
    one, two = await say(writer, ada, watercooler, "one", "two")
    heard.clear()
    for message in (two, one):
        await saved.save(parley, grace.id, uuid.UUID(message.id))
    assert await texts(parley, grace) == ["one", "two"]
    assert await texts(parley, ada) == []
    assert heard == [PersonChanged(grace.id, ANY, ANY, saved=ANY)] * 2
    seen = await sidebar.load(parley, grace.id)
    assert isinstance(heard[-1], PersonChanged)
    assert seen.saved == heard[-1].saved
    assert (seen.saved.ids, seen.saved.version) == ((one.id, two.id), seen.version)


async def test_saving_twice_and_removing_twice_change_nothing_more(
    parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID, heard: list[Event]
):
    (message,) = await say(writer, grace, watercooler, "once")
    heard.clear()
    for act in (saved.save, saved.save, saved.forget, saved.forget):
        await act(parley, grace.id, uuid.UUID(message.id))
    assert len(heard) == 2
    assert await texts(parley, grace) == []


async def test_what_is_deleted_or_in_a_room_one_has_left_is_not_shown(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    designers = uuid.UUID((await rooms.create(parley, ada.id, name="designers")).id)
    await memberships.join(parley, grace.id, designers)
    (here,) = await say(writer, ada, watercooler, "here")
    (there,) = await say(writer, ada, designers, "there")
    for message in (here, there):
        await saved.save(parley, grace.id, uuid.UUID(message.id))
    assert await texts(parley, grace) == ["there", "here"]
    await memberships.leave(parley, grace.id, designers)
    assert await texts(parley, grace) == ["here"]
    await message_changes.delete(parley, ada.id, uuid.UUID(here.id))
    assert await texts(parley, grace) == []


@pytest.mark.parametrize(("count", "found", "more"), [(0, "", True), (2, "ed", True), (5, "edcba", False)])
async def test_as_many_are_shown_as_are_asked_for_and_whether_there_are_more(
    parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID, count: int, found: str, more: bool
):
    for message in await say(writer, grace, watercooler, *"abcde"):
        await saved.save(parley, grace.id, uuid.UUID(message.id))
    lines, others = await saved.newest(parley, grace.id, count)
    assert ([each.message.content for each in lines], others) == (list(found), more)


async def test_what_one_may_not_read_cannot_be_saved(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    board = uuid.UUID((await rooms.create(parley, ada.id, name="board", kind="closed")).id)
    (secret,) = await say(writer, ada, board, "secret")
    (gone,) = await say(writer, ada, watercooler, "gone")
    await message_changes.delete(parley, ada.id, uuid.UUID(gone.id))
    for key in (uuid.UUID(secret.id), uuid.UUID(gone.id), uuid.uuid4()):
        with pytest.raises(NotAllowed):
            await saved.save(parley, grace.id, key)
    assert await rows(parley, SavedMessage) == []


async def test_a_list_has_an_end(
    parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(saved, "LIMIT", 1)
    one, two = await say(writer, grace, watercooler, "one", "two")
    await saved.save(parley, grace.id, uuid.UUID(one.id))
    with pytest.raises(NotAllowed, match="Remove one first"):
        await saved.save(parley, grace.id, uuid.UUID(two.id))

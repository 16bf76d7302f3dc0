"""What people do with a message that stands: edit, delete, undo, react; and who may."""

import uuid
from datetime import timedelta

import pytest

from chat_app.events import Event, RoomChanged
from chat_app.models import AuditEntry, Message, Reaction, Revision, Room, User, now
from chat_app.schemas import MessageOut
from chat_app.services import erasing, memberships, message_changes, messages
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, rows, say


@pytest.fixture
async def said(writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID) -> MessageOut:
    """Something that Grace has said."""
    return (await say(writer, grace, watercooler, "lunch at **one**?"))[0]


def key(message: MessageOut) -> uuid.UUID:
    return uuid.UUID(message.id)


async def test_an_edit_takes_the_next_version_and_keeps_the_earlier_text(
    parley: Parley, grace: User, said: MessageOut, heard: list[Event]
):
    edited = await message_changes.edit(parley, grace.id, key(said), "lunch at *two*?")
    assert (edited.seq, edited.version) == (said.seq, said.version + 1)
    assert "<em>two</em>" in edited.html
    assert edited.edited_at > 0
    assert [row.content for row in await rows(parley, Revision)] == ["lunch at **one**?"]
    event = heard[-1]
    assert isinstance(event, RoomChanged)
    assert event.messages == (edited,)


async def test_nobody_edits_what_another_wrote(parley: Parley, ada: User, grace: User, said: MessageOut):
    with pytest.raises(NotAllowed):
        await message_changes.edit(parley, ada.id, key(said), "lunch at three")
    await message_changes.edit(parley, grace.id, key(said), "lunch at three")


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
async def test_an_edit_keeps_to_the_limits_of_a_message(parley: Parley, grace: User, said: MessageOut, text: str):
    with pytest.raises(Invalid, match="1 to 4,000 characters"):
        await message_changes.edit(parley, grace.id, key(said), text)


async def test_a_deleted_message_is_hidden_at_once_and_can_be_brought_back(
    parley: Parley, grace: User, said: MessageOut, watercooler: uuid.UUID
):
    gone = await message_changes.delete(parley, grace.id, key(said))
    assert (gone.deleted, gone.content, gone.html) == (True, "", "")
    back = await message_changes.undo_delete(parley, grace.id, key(said))
    assert (back.deleted, back.content, back.version) == (False, said.content, said.version + 2)
    view = await messages.open_window(parley, grace.id, watercooler)
    assert view.messages[-1] == back


async def test_owners_delete_what_others_wrote_and_members_do_not(
    parley: Parley, ada: User, grace: User, alan: User, said: MessageOut
):
    with pytest.raises(NotAllowed):
        await message_changes.delete(parley, alan.id, key(said))
    assert (await message_changes.delete(parley, ada.id, key(said), ip="192.0.2.7")).deleted
    (noted,) = [row for row in await rows(parley, AuditEntry) if row.action == "message.removed"]
    assert (noted.actor_id, noted.subject_id, noted.subject, noted.ip) == (ada.id, grace.id, grace.name, "192.0.2.7")
    assert said.content not in str(noted.detail)


async def test_ten_seconds_later_content_revisions_and_reactions_are_erased_for_good(
    parley: Parley, ada: User, grace: User, said: MessageOut
):
    await message_changes.edit(parley, grace.id, key(said), "lunch at two?")
    await message_changes.react(parley, ada.id, key(said), "👍")
    await message_changes.delete(parley, grace.id, key(said))
    assert await erasing.erase_due(parley) == 0
    await change(parley, Message, key(said), deleted_at=now() - timedelta(seconds=11))
    assert await erasing.erase_due(parley) == 1
    row = next(row for row in await rows(parley, Message) if row.kind == "post")
    assert (row.content, row.html, row.reactions) == ("", "", [])
    assert not await rows(parley, Revision)
    assert not await rows(parley, Reaction)
    with pytest.raises(NotAllowed, match="too late"):
        await message_changes.undo_delete(parley, grace.id, key(said))


async def test_a_reaction_is_joined_and_taken_back_with_the_same_act(
    parley: Parley, ada: User, grace: User, said: MessageOut
):
    await message_changes.react(parley, ada.id, key(said), "🎉")
    both = await message_changes.react(parley, grace.id, key(said), "🎉")
    assert both.reactions == ({"emoji": "🎉", "people": [str(ada.id), str(grace.id)]},)
    await message_changes.react(parley, ada.id, key(said), "🎉")
    none = await message_changes.react(parley, grace.id, key(said), "🎉")
    assert none.reactions == ()
    assert not await rows(parley, Reaction)


@pytest.mark.parametrize("text", ["", "x", "👍👍", "<b>", "👍 ", ":tada:"])
async def test_only_one_emoji_is_a_reaction(parley: Parley, ada: User, said: MessageOut, text: str):
    if text.strip() == "👍":
        assert (await message_changes.react(parley, ada.id, key(said), text)).reactions
        return
    with pytest.raises(Invalid, match="not an emoji"):
        await message_changes.react(parley, ada.id, key(said), text)


async def test_who_has_left_changes_nothing(parley: Parley, grace: User, said: MessageOut, watercooler: uuid.UUID):
    await memberships.leave(parley, grace.id, watercooler)
    for act in (
        message_changes.edit(parley, grace.id, key(said), "still here"),
        message_changes.delete(parley, grace.id, key(said)),
        message_changes.react(parley, grace.id, key(said), "👀"),
    ):
        with pytest.raises(NotAllowed):
            await act
    (row,) = [row for row in await rows(parley, Message) if row.kind == "post"]
    assert (row.content, row.deleted_at, row.reactions) == (said.content, None, [])


async def test_nothing_happens_in_an_archived_room(
    parley: Parley, grace: User, said: MessageOut, watercooler: uuid.UUID
):
    await change(parley, Room, watercooler, archived_at=now())
    with pytest.raises(NotAllowed):
        await message_changes.edit(parley, grace.id, key(said), "too late")


async def test_an_unknown_message_is_refused(parley: Parley, ada: User):
    with pytest.raises(NotAllowed):
        await message_changes.delete(parley, ada.id, uuid.uuid4())

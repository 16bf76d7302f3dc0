"""Taking something back: by who did it, in its time, and never in silence."""

import uuid
from datetime import timedelta

import pytest

from chat_app.models import AuditEntry, Membership, Message, User, now
from chat_app.schemas import MessageOut
from chat_app.services import (
    accounts,
    administration,
    flags,
    message_changes,
    moderation,
    purging,
    room_changes,
    rooms,
)  # fmt: skip
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, rows, say

PEOPLE = ("ada", "grace", "alan", "owner")  # the owner of the workspace, two members, the owner of the room


@pytest.fixture
async def people(parley: Parley, ada: User, grace: User, alan: User, watercooler: uuid.UUID) -> dict[str, User]:
    owner = await _member(parley, "Mary Jackson")
    await change(parley, User, alan.id, role="admin")
    place = next(row for row in await rows(parley, Membership) if row.user_id == owner.id)
    await change(parley, Membership, place.id, role="owner")
    return {"ada": ada, "grace": grace, "alan": alan, "owner": owner}


async def _member(parley: Parley, name: str) -> User:
    return await accounts.create(parley, f"{name.split()[0].lower()}@watercooler.example", name)


@pytest.fixture
async def said(writer: PostWriter, grace: User, watercooler: uuid.UUID) -> MessageOut:
    """Something that Grace has said."""
    return (await say(writer, grace, watercooler, "lunch?"))[0]


async def _undo(parley: Parley, user: User, message: MessageOut) -> bool:
    try:
        await message_changes.undo_delete(parley, user.id, uuid.UUID(message.id))
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("undoing", PEOPLE)
@pytest.mark.parametrize("deleting", PEOPLE)
async def test_only_who_deleted_a_message_brings_it_back(
    parley: Parley, people: dict[str, User], said: MessageOut, deleting: str, undoing: str
):
    await message_changes.delete(parley, people[deleting].id, uuid.UUID(said.id))
    assert await _undo(parley, people[undoing], said) == (undoing == deleting)
    acts = [row.action for row in await rows(parley, AuditEntry) if row.action.startswith("message.")]
    removed = deleting != "grace"
    assert acts == ["message.removed"] * removed + ["message.restored"] * (removed and undoing == deleting)


async def test_undoing_is_for_ten_seconds(parley: Parley, grace: User, said: MessageOut):
    await message_changes.delete(parley, grace.id, uuid.UUID(said.id))
    await change(parley, Message, uuid.UUID(said.id), deleted_at=now() - timedelta(seconds=11))
    assert not await _undo(parley, grace, said)


async def test_who_may_not_delete_any_more_brings_nothing_back(
    parley: Parley, people: dict[str, User], said: MessageOut
):
    await message_changes.delete(parley, people["alan"].id, uuid.UUID(said.id))
    await administration.set_role(parley, people["ada"].id, people["alan"].id, "member")
    assert not await _undo(parley, people["alan"], said)


@pytest.mark.parametrize("first", ["nobody", "grace", "ada"])
async def test_a_flagged_and_removed_message_stays_removed(
    parley: Parley, people: dict[str, User], said: MessageOut, first: str
):
    async with parley.database.write() as session:
        await flags.note(session, uuid.UUID(said.id), people["grace"].id, (("swear words", "a word"),))
    (flag,) = await flags.listed(parley, people["alan"].id)
    if first in people:
        await message_changes.delete(parley, people[first].id, uuid.UUID(said.id))
    await moderation.remove(parley, people["alan"].id, uuid.UUID(flag.id))
    assert not any([await _undo(parley, person, said) for person in people.values()])
    assert "message.removed" in [row.action for row in await rows(parley, AuditEntry)]


async def test_what_its_writer_has_just_deleted_does_not_come_back_after_a_purge(
    parley: Parley, ada: User, grace: User, said: MessageOut
):
    await message_changes.delete(parley, grace.id, uuid.UUID(said.id))
    await purging.purge(parley, ada.id, grace.id)
    assert not await _undo(parley, grace, said)


async def test_a_message_deleted_twice_belongs_to_who_deleted_it_last(
    parley: Parley, ada: User, grace: User, said: MessageOut
):
    await message_changes.delete(parley, grace.id, uuid.UUID(said.id))
    assert await _undo(parley, grace, said)
    await message_changes.delete(parley, ada.id, uuid.UUID(said.id))
    assert not await _undo(parley, grace, said)
    assert await _undo(parley, ada, said)


async def test_letting_a_banned_person_back_says_that_they_were_banned(parley: Parley, ada: User, grace: User):
    await administration.deactivate(parley, ada.id, grace.id, ban=True)
    await administration.reactivate(parley, ada.id, grace.id)
    (entry,) = [row for row in await rows(parley, AuditEntry) if row.action == "user.reactivated"]
    assert entry.detail == {"was_banned": True}


async def test_taking_a_room_into_use_again_is_noted_as_closing_it_was(parley: Parley, ada: User, grace: User):
    room_id = uuid.UUID((await rooms.create(parley, grace.id, name="designers")).id)
    for archived in (True, False):
        await room_changes.archive(parley, (ada if archived else grace).id, room_id, archived)
    acts = [(row.action, row.actor_id) for row in await rows(parley, AuditEntry) if row.action.startswith("room.")]
    assert acts == [("room.archived", ada.id), ("room.unarchived", grace.id)]

"""The questions that find what the bus lost: how far has it got, and what was missed?"""

import uuid

import pytest

from chat_app.models import Message, Room, Session, User, now
from chat_app.services import messages, sessions, versions
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from chat_app.services.versions import Versions
from tests.cast import change, rows, say


async def test_rooms_and_people_answer_with_their_versions(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    before = await versions.ask(parley, [watercooler], [ada.id], [])
    await say(writer, ada, watercooler, "a", "b")
    after = await versions.ask(parley, [watercooler], [ada.id], [])
    assert after.rooms == {watercooler: before.rooms[watercooler] + 2}
    assert after.people[ada.id] > before.people[ada.id]


async def test_what_is_not_asked_about_is_not_answered(parley: Parley, ada: User, watercooler: uuid.UUID):
    assert (await versions.ask(parley, [watercooler], [], [])).people == {}
    assert await versions.ask(parley, [], [], []) == Versions({}, {}, set(), workspace=1)
    unknown = [uuid.uuid4()]
    assert await versions.ask(parley, unknown, unknown, unknown) == Versions({}, {}, set(), workspace=1)


async def test_a_revoked_session_and_a_deactivated_person_are_missing(parley: Parley, ada: User):
    session = await sessions.begin(parley, ada, device="", ip="")
    assert (await versions.ask(parley, [], [ada.id], [session.id])).sessions == {session.id}
    await sessions.revoke(parley, session.id)
    await change(parley, User, ada.id, deactivated_at=now())
    assert await versions.ask(parley, [], [ada.id], [session.id]) == Versions({}, {}, set(), workspace=1)


async def test_a_session_that_has_expired_is_missing(parley: Parley, ada: User):
    session = await sessions.begin(parley, ada, device="", ip="")
    await change(parley, Session, session.id, expires_at=now())
    assert (await versions.ask(parley, [], [], [session.id])).sessions == set()


async def test_a_thousand_are_asked_about_at_once(parley: Parley, ada: User, watercooler: uuid.UUID):
    crowd = [uuid.uuid4() for _ in range(1000)]
    found = await versions.ask(parley, [*crowd, watercooler], [*crowd, ada.id], crowd)
    assert (set(found.rooms), set(found.people)) == ({watercooler}, {ada.id})


async def test_missed_is_everything_after_a_version_in_order(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    said = [(await say(writer, who, watercooler, who.name))[0] for who in (ada, grace, ada)]
    missed = await messages.missed(parley, watercooler, said[0].version)
    assert missed is not None
    assert missed.messages == tuple(said[1:])
    assert missed.room.version == said[-1].version
    assert {person.name for person in missed.people} == {"Ada Lovelace", "Grace Hopper"}


async def test_missed_brings_changes_of_old_messages_in_the_order_of_their_versions(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    first, second = await say(writer, ada, watercooler, "a", "b")
    await change(parley, Message, uuid.UUID(first.id), version=second.version + 1, deleted_at=now())
    await change(parley, Room, watercooler, version=second.version + 1)
    missed = await messages.missed(parley, watercooler, first.version)
    assert missed is not None
    assert [(message.seq, message.deleted) for message in missed.messages] == [(2, False), (1, True)]


@pytest.mark.parametrize("ahead", [0, 5])
async def test_who_is_up_to_date_missed_nothing(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, ahead: int
):
    (said,) = await say(writer, ada, watercooler, "a")
    missed = await messages.missed(parley, watercooler, said.version + ahead)
    assert missed is not None
    assert (missed.messages, missed.people) == ((), ())


async def test_an_unknown_room_is_none(parley: Parley, ada: User):
    assert await rows(parley, Room)
    assert await messages.missed(parley, uuid.uuid4(), 0) is None

"""Posting: what is stored, what is refused, and what is said about it, and when."""

import asyncio
import uuid

import pytest
from sqlalchemy import select
from sqlmodel import col

from chat_app.adapters.database import Database
from chat_app.events import Event, PersonChanged, RoomChanged, RoomNudged
from chat_app.models import Membership, Message, Room, User, now
from chat_app.schemas import MessageOut
from chat_app.services import memberships, messages, posting
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, draft, rows, say


async def test_a_post_takes_the_next_place_and_is_stored(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    first, second = await say(writer, ada, watercooler, "hello **there**", "again")
    assert [(m.seq, m.post_no) for m in (first, second)] == [(1, 1), (2, 2)]
    assert second.version == first.version + 1
    assert "<strong>there</strong>" in first.html
    view = await messages.open_window(parley, ada.id, watercooler)
    assert view.messages == (first, second)


async def test_the_same_id_five_times_at_once_makes_one_message(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    once = draft(watercooler)
    answers = await asyncio.gather(*(posting.post(writer, ada.id, once) for _ in range(5)))
    answers.append(await posting.post(PostWriter(parley), ada.id, once))
    assert len(set(map(repr, answers))) == 1
    assert [row.content for row in await rows(parley, Message)] == ["hello"]


async def test_a_retry_is_announced_again_and_takes_no_number(
    writer: PostWriter, ada: User, watercooler: uuid.UUID, heard: list[Event]
):
    once = draft(watercooler)
    first = await posting.post(writer, ada.id, once)
    heard.clear()
    await posting.post(writer, ada.id, once)
    assert heard == [RoomNudged(watercooler, first.version)]


async def test_someone_elses_id_is_refused(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    theirs = draft(watercooler)
    await posting.post(writer, ada.id, theirs)
    with pytest.raises(NotAllowed, match="send it again"):
        await posting.post(writer, grace.id, theirs)
    both = draft(watercooler)
    answers = await asyncio.gather(
        *(posting.post(writer, user.id, both) for user in (grace, ada)), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [MessageOut, NotAllowed]
    assert {row.sender_id for row in await rows(parley, Message)} == {ada.id, grace.id}


@pytest.mark.parametrize("why", ["stranger", "left", "deactivated", "nobody"])
async def test_who_may_not_post_is_refused_and_their_neighbours_go_through(
    parley: Parley, writer: PostWriter, ada: User, grace: User, guest: User, watercooler: uuid.UUID, why: str
):
    sender = {"stranger": guest.id, "nobody": uuid.uuid4()}.get(why, grace.id)
    if sender == grace.id:
        await say(writer, grace, watercooler, "while it was allowed")
    if why == "left":
        await memberships.leave(parley, grace.id, watercooler)
    if why == "deactivated":
        await change(parley, User, grace.id, deactivated_at=now())
    answers = await asyncio.gather(
        *(posting.post(writer, each, draft(watercooler, "x")) for each in (ada.id, sender, ada.id)),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [MessageOut, NotAllowed, MessageOut]
    assert [row.sender_id for row in await rows(parley, Message) if row.content == "x"] == [ada.id, ada.id]


async def test_an_unknown_and_an_archived_room_take_no_posts(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, "while it was open")
    with pytest.raises(NotAllowed):
        await say(writer, ada, uuid.uuid4(), "x")
    await change(parley, Room, watercooler, archived_at=now())
    with pytest.raises(NotAllowed, match="archived"):
        await say(writer, ada, watercooler, "x")
    assert len(await rows(parley, Message)) == 1


async def test_one_room_never_waits_for_another(writer: PostWriter, ada: User, watercooler: uuid.UUID):
    answers = await asyncio.gather(
        posting.post(writer, ada.id, draft(uuid.uuid4())),
        posting.post(writer, ada.id, draft(watercooler)),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [NotAllowed, MessageOut]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing in this message to send."),
        (" \n\t ", "There is nothing in this message to send."),
        ("\x00\x01", "There is nothing in this message to send."),
        ("x" * 4001, "A message can have at most 4,000 characters; this one has 4,001."),
        (None, "There is nothing in this message to send."),
        (7, "There is nothing in this message to send."),
    ],
)
def test_a_text_that_cannot_be_sent_says_why(text: object, sentence: str):
    with pytest.raises(Invalid) as refused:
        posting.parse(room_id=uuid.uuid4(), client_msg_id=uuid.uuid4(), text=text)
    assert (str(refused.value), refused.value.field) == (sentence, "text")


@pytest.mark.parametrize("wrong", [{"room_id": "x"}, {"client_msg_id": None}, {"sender_id": "me"}])
def test_a_post_of_another_shape_is_refused(wrong: dict[str, object]):
    right: dict[str, object] = {"room_id": uuid.uuid4(), "client_msg_id": str(uuid.uuid4()), "text": "x"}
    assert posting.parse(**right)
    with pytest.raises(Invalid, match="could not be understood"):
        posting.parse(**{**right, **wrong})


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\x00b", "ab"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("pair \U0001f600", "pair \U0001f600"),
        ("two\r\nlines\rthree", "two\nlines\nthree"),
        ("  x" + "\U0001f600" * 3999 + "  ", "x" + "\U0001f600" * 3999),
    ],
)
async def test_any_text_is_kept_as_a_database_can(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, sent: str, kept: str
):
    (message,) = await say(writer, ada, watercooler, sent)
    assert message.content == kept
    assert [row.content for row in await rows(parley, Message)] == [kept]


async def test_a_listener_finds_what_it_hears_of_already_committed(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    elsewhere = Database(parley.settings.database)
    looks: list[asyncio.Task[list[uuid.UUID]]] = []

    async def look() -> list[uuid.UUID]:
        async with elsewhere.snapshot() as connection:
            return list((await connection.execute(select(col(Message.client_msg_id)))).scalars())

    parley.listeners.append(lambda event: looks.append(asyncio.ensure_future(look())))
    post = draft(watercooler)
    await posting.post(writer, ada.id, post)
    found = await asyncio.gather(*looks)
    await elsewhere.close()
    assert found
    assert all(post.client_msg_id in each for each in found)


async def test_a_listener_that_fails_costs_nobody_their_answer(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, heard: list[Event]
):
    def fail(event: Event) -> None:
        raise KeyError(event)

    parley.listeners.insert(0, fail)
    said = await asyncio.wait_for(say(writer, ada, watercooler, "a", "b"), 30)
    assert [message.seq for message in said] == [1, 2]
    assert any(isinstance(event, RoomChanged) for event in heard)


async def test_what_is_announced_covers_every_version_once(
    writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID, heard: list[Event]
):
    for texts in ("a", "bcd", "ef"):
        await asyncio.gather(*(say(writer, who, watercooler, *texts) for who in (ada, grace)))
    changed = [event for event in heard if isinstance(event, RoomChanged)]
    covered = [v for event in changed for v in range(event.first, event.version + 1)]
    assert covered == list(range(covered[0], covered[0] + 12))
    assert [m.version for event in changed for m in event.messages] == covered
    for user in (ada, grace):
        own = [e for e in heard if isinstance(e, PersonChanged) and e.about == user.id]
        assert [e.first for e in own[1:]] == [e.version + 1 for e in own[:-1]]


async def test_a_post_carries_its_room_and_its_author_as_they_are_afterwards(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, heard: list[Event]
):
    await say(writer, ada, watercooler, "a", "b")
    event = next(event for event in heard if isinstance(event, RoomChanged))
    view = await messages.open_window(parley, ada.id, watercooler)
    assert (event.room, event.people) == (view.room, view.people)
    place = next(e for e in heard if isinstance(e, PersonChanged)).memberships[0]
    assert place == view.membership


async def test_leaving_takes_turns_with_posting(
    parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID
):
    posts = [posting.post(writer, grace.id, draft(watercooler)) for _ in range(10)]
    outcome = await asyncio.gather(*posts, memberships.leave(parley, grace.id, watercooler), return_exceptions=True)
    assert {type(each) for each in outcome} <= {MessageOut, NotAllowed, type(None)}
    left = next(row for row in await rows(parley, Membership) if row.user_id == grace.id)
    assert all(message.version < left.room_version for message in outcome if isinstance(message, MessageOut))

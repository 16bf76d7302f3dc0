"""Drafts: kept a person and room, on every device, until their message is posted."""

import asyncio
import uuid

import pytest

from chat_app.events import Event, PersonChanged
from chat_app.models import Draft, User
from chat_app.services import drafts, memberships, posting, sidebar
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import draft, rows


async def typed(parley: Parley, person: User) -> list[str]:
    """What somebody's next page shows as typed."""
    return [each.text for each in (await sidebar.load(parley, person.id)).drafts if each.text]


async def test_a_draft_is_kept_for_its_author_alone_and_the_newest_counts(
    parley: Parley, ada: User, grace: User, watercooler: uuid.UUID
):
    first, second = uuid.uuid4(), uuid.uuid4()
    await drafts.save(parley, ada.id, watercooler, first, "half a")
    await drafts.save(parley, ada.id, watercooler, second, "half a thought ")
    assert await typed(parley, ada) == ["half a thought "]
    assert await typed(parley, grace) == []
    assert len(await rows(parley, Draft)) == 1


async def test_a_save_takes_the_persons_next_version_and_the_same_again_takes_none(
    parley: Parley, ada: User, watercooler: uuid.UUID, heard: list[Event]
):
    before, key = (await sidebar.load(parley, ada.id)).version, uuid.uuid4()
    for _ in range(2):
        await drafts.save(parley, ada.id, watercooler, key, "hello")
    (event,) = heard
    assert isinstance(event, PersonChanged)
    assert (event.about, event.first, event.version) == (ada.id, before + 1, before + 1)
    assert [(each.text, each.version) for each in event.drafts] == [("hello", before + 1)]
    assert (await sidebar.load(parley, ada.id)).version == before + 1


async def test_a_save_that_comes_after_the_post_is_dropped(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    key = uuid.uuid4()
    await posting.post(writer, ada.id, draft(watercooler, "done", client_msg_id=key))
    await drafts.save(parley, ada.id, watercooler, key, "don")
    assert await typed(parley, ada) == []
    await drafts.save(parley, ada.id, watercooler, uuid.uuid4(), "the next")
    assert await typed(parley, ada) == ["the next"]


@pytest.mark.both_databases
async def test_a_post_and_its_draft_at_the_same_time_leave_no_draft(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    for _ in range(5):
        key = uuid.uuid4()
        await asyncio.gather(
            drafts.save(parley, ada.id, watercooler, key, "don"),
            posting.post(writer, ada.id, draft(watercooler, "done", client_msg_id=key)),
        )
        assert await typed(parley, ada) == []


async def test_a_post_ends_the_draft_of_its_id_in_the_same_version_and_no_other(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, heard: list[Event]
):
    key = uuid.uuid4()
    await drafts.save(parley, ada.id, watercooler, key, "on the phone")
    await posting.post(writer, ada.id, draft(watercooler, "from the desk"))
    assert await typed(parley, ada) == ["on the phone"]
    heard.clear()
    await posting.post(writer, ada.id, draft(watercooler, "on the phone", client_msg_id=key))
    assert await typed(parley, ada) == []
    seen = await sidebar.load(parley, ada.id)  # the empty draft is in it, so that a tab that was away learns of it
    (told,) = (event for event in heard if isinstance(event, PersonChanged))
    assert [(each.text, each.room_id, each.version) for each in seen.drafts] == [("", str(watercooler), seen.version)]
    assert (told.drafts, told.first, told.version) == (seen.drafts, seen.version, seen.version)


async def test_a_post_ends_nobody_elses_draft(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    key = uuid.uuid4()
    await drafts.save(parley, ada.id, watercooler, key, "mine")
    both = [
        posting.post(writer, grace.id, draft(watercooler, "hers", client_msg_id=key)),
        posting.post(writer, ada.id, draft(watercooler, "another")),
    ]
    await asyncio.gather(*both)
    assert await typed(parley, ada) == ["mine"]


async def test_a_post_that_is_refused_leaves_its_draft(
    parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID
):
    key = uuid.uuid4()
    await drafts.save(parley, grace.id, watercooler, key, "hello")
    await memberships.leave(parley, grace.id, watercooler)
    with pytest.raises(NotAllowed):
        await posting.post(writer, grace.id, draft(watercooler, "hello", client_msg_id=key))
    assert await typed(parley, grace) == ["hello"]


async def test_an_emptied_box_gives_its_own_draft_up_and_no_other(parley: Parley, ada: User, watercooler: uuid.UUID):
    here, elsewhere = uuid.uuid4(), uuid.uuid4()
    await drafts.save(parley, ada.id, watercooler, elsewhere, "on the phone")
    await drafts.save(parley, ada.id, watercooler, here, "")
    assert await typed(parley, ada) == ["on the phone"]
    await drafts.save(parley, ada.id, watercooler, elsewhere, "  ")
    assert await typed(parley, ada) == []


async def test_a_draft_may_be_longer_than_a_message_but_not_endless(parley: Parley, ada: User, watercooler: uuid.UUID):
    await drafts.save(parley, ada.id, watercooler, uuid.uuid4(), "x" * 20_000)
    with pytest.raises(Invalid):
        await drafts.save(parley, ada.id, watercooler, uuid.uuid4(), "x" * 20_001)
    assert await typed(parley, ada) == ["x" * 20_000]


async def test_who_is_not_in_the_room_keeps_no_draft_there(
    parley: Parley, grace: User, guest: User, watercooler: uuid.UUID
):
    await drafts.save(parley, grace.id, watercooler, uuid.uuid4(), "hello")
    await memberships.leave(parley, grace.id, watercooler)
    for person, room in ((guest, watercooler), (grace, watercooler), (grace, uuid.uuid4())):
        with pytest.raises(NotAllowed):
            await drafts.save(parley, person.id, room, uuid.uuid4(), "hello again")
    assert [each.text for each in await rows(parley, Draft)] == ["hello"]

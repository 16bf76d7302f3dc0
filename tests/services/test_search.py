"""Search: what is found, what is not, and by whom."""

import time
import uuid
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from chat_app.models import Message, User, id_of, now
from chat_app.services import erasing, memberships, message_changes, rooms, search, search_index, search_query
from chat_app.services.errors import Invalid
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from chat_app.services.text import render
from tests.cast import change, say

Look = Callable[[User, str], Coroutine[Any, Any, list[str]]]


@pytest.fixture
def look(parley: Parley) -> Look:
    """The texts that someone finds."""

    async def find(person: User, asked: str) -> list[str]:
        return [hit.message.content for hit in await search.find(parley, person.id, search_query.parse(asked))]

    return find


async def long_ago(parley: Parley, sender: User, room: uuid.UUID, text: str, *, days: int) -> str:
    """A message that was written in the past, in a room that was empty then; returns its text."""
    at = now() - timedelta(days=days)
    async with parley.database.write() as session:
        session.add(
            Message(
                id=id_of(at), room_id=room, seq=1_000, post_no=1_000, version=1_000, sender_id=sender.id, content=text,
                html=render(text).html, client_msg_id=uuid.uuid4(), created_at=at,
            )
        )  # fmt: skip
    return text


async def test_the_beginning_of_a_word_is_enough_and_case_and_accents_do_not_matter(
    writer: PostWriter, ada: User, watercooler: uuid.UUID, look: Look
):
    await say(writer, ada, watercooler, "The Café is open", "nothing here")
    for asked in ("cafe", "CAFÉ", "caf", "open café"):
        assert await look(ada, asked) == ["The Café is open"]
    assert await look(ada, "afe") == []


async def test_a_phrase_is_found_as_it_stands(writer: PostWriter, ada: User, watercooler: uuid.UUID, look: Look):
    await say(writer, ada, watercooler, "the fault table", "the table fault")
    assert await look(ada, '"fault table"') == ["the fault table"]


async def test_the_newest_comes_first_a_page_at_a_time(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    for number in range(35):
        await say(writer, ada, watercooler, f"trains {number}")
    asked = search_query.parse("trains")
    first = await search.find(parley, ada.id, asked)
    rest = await search.find(parley, ada.id, asked, before=uuid.UUID(first[-1].message.id))
    assert [hit.message.content for hit in first + rest] == [f"trains {number}" for number in reversed(range(35))]


async def test_pages_go_on_where_looking_through_the_newest_ends(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(search_index, "WALK", 7)
    lunch = uuid.UUID((await rooms.create(parley, ada.id, name="Lunch")).id)
    for number in range(12):
        await say(writer, ada, (watercooler, lunch)[number % 2], f"trains {number}", "nothing of the kind")
    for room, step in ((None, 1), (watercooler, 2)):
        found = await search.find(parley, ada.id, search_query.parse("trains"), room=room)
        expected = range(11 if step == 1 else 10, -1, -step)
        assert [hit.message.content for hit in found] == [f"trains {number}" for number in expected]


async def test_every_word_of_an_address_or_a_name_in_code_is_found(
    writer: PostWriter, ada: User, watercooler: uuid.UUID, look: Look
):
    (said,) = await say(writer, ada, watercooler, "See https://intranet.example/fault-table or List<Person>.first_row")
    for asked in ("intranet", "example", "table", "person", "row", "first_row", '"fault table"', "fault-table"):
        assert await look(ada, asked) == [said.content], asked


@pytest.mark.parametrize("asked", ["r", "p", "has", "haslink", "nolink"])
async def test_what_the_index_keeps_besides_the_words_is_not_found_as_a_word(
    writer: PostWriter, ada: User, watercooler: uuid.UUID, look: Look, asked: str
):
    await say(writer, ada, watercooler, "www.soup.example")
    assert await look(ada, asked) == []


async def test_filters_narrow_by_person_room_day_and_link(
    parley: Parley, writer: PostWriter, ada: User, grace: User, look: Look
):
    lunch = await rooms.create(parley, ada.id, name="Lunch")
    await say(writer, ada, uuid.UUID(lunch.id), "soup today")
    archive = await rooms.create(parley, ada.id, name="Archive")
    old = await long_ago(parley, grace, uuid.UUID(archive.id), "soup https://soup.example", days=10)
    week = (now() - timedelta(days=7)).date().isoformat()
    for more in ("", "soup "):
        assert await look(ada, f"{more}from:hopper") == [old]
        assert await look(ada, f"{more}from:grace in:arch") == [old]
        assert await look(ada, f"{more}in:#lunch") == ["soup today"]
        assert await look(ada, f"{more}before:{week}") == [old]
        assert await look(ada, f"{more}before:{week} in:archive") == [old]
        assert await look(ada, f"{more}after:{week}") == ["soup today"]
        assert await look(ada, f"{more}after:{week} in:archive") == []
        assert await look(ada, f"{more}has:link") == [old]
        assert await look(ada, f"{more}has:link from:ada") == []


async def test_nobody_finds_what_they_may_not_read(
    parley: Parley, writer: PostWriter, ada: User, grace: User, look: Look
):
    secret = await rooms.create(parley, ada.id, name="secret", kind="closed")
    await say(writer, ada, uuid.UUID(secret.id), "the plan")
    assert await look(ada, "plan") == ["the plan"]
    assert await look(grace, "plan") == []
    assert await look(grace, "in:secret") == []


async def test_who_has_left_finds_nothing_there_any_more(
    parley: Parley, writer: PostWriter, grace: User, watercooler: uuid.UUID, look: Look
):
    await say(writer, grace, watercooler, "goodbye all")
    assert await look(grace, "goodbye")
    await memberships.leave(parley, grace.id, watercooler)
    assert await look(grace, "goodbye") == []


async def test_an_edit_is_found_by_its_new_text_and_a_deleted_message_not_at_all(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID, look: Look
):
    (first, second) = await say(writer, ada, watercooler, "apples", "pears")
    await message_changes.edit(parley, ada.id, uuid.UUID(first.id), "oranges")
    await message_changes.delete(parley, ada.id, uuid.UUID(second.id))
    assert await look(ada, "apples") == []
    assert await look(ada, "oranges") == ["oranges"]
    assert await look(ada, "pears") == []
    await change(parley, Message, uuid.UUID(second.id), deleted_at=now() - timedelta(minutes=1))
    await erasing.erase_due(parley)
    assert await look(ada, "pears") == []


@pytest.mark.parametrize(
    "asked", ["", "   ", "' OR 1=1 --", '"; DROP TABLE messages', "a:b:c", "'':* & !x", "\\' nothing", "NEAR(a b)"]
)
async def test_odd_input_finds_nothing_and_breaks_nothing(
    writer: PostWriter, ada: User, watercooler: uuid.UUID, look: Look, asked: str
):
    await say(writer, ada, watercooler, "still here")
    assert await look(ada, asked) == []
    assert await look(ada, "still") == ["still here"]


@pytest.mark.parametrize("asked", ["before:soon", "after:2026-13-01", "has:cake"])
def test_a_filter_that_makes_no_sense_is_said_so(asked: str):
    with pytest.raises(Invalid):
        search_query.parse(asked)


@pytest.mark.prompt
@pytest.mark.parametrize("letters", ["a", "abc", "中", "ก", "é"])
def test_marking_what_was_found_takes_no_time_however_much_is_asked(letters: str):
    asked = search_query.parse((" ".join(letters) + " ") * 100)
    text = (" ".join(letters) + " ") * 2_000
    tries: list[float] = []
    for _ in range(5):
        begun = time.process_time()
        search.snippet(text[:4_000], asked)
        tries.append(time.process_time() - begun)
    assert min(tries) < 0.03


def test_a_snippet_marks_every_second_piece():
    pieces = search.snippet("The relay repairs the Relay", search_query.parse("relay"))
    assert pieces == ("The ", "relay", " repairs the ", "Relay", "")

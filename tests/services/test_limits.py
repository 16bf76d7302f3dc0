"""Limits: a sentence that says when one may go on, for each person apart, and never about what is stored already."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from chat_app.limits import LimitSettings, Rule
from chat_app.models import AuditEntry, Draft, User
from chat_app.services import drafts, invites, limits, message_changes, posting, profiles, rooms, search, search_query
from chat_app.services.errors import TooOften
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import draft, rows, say

TWICE = Rule(2, 3600)


def limit(parley: Parley, **rules: Rule) -> None:
    """Set some limits; the others are off."""
    parley.settings = parley.settings.model_copy(update={f"limit_{name}": rule for name, rule in rules.items()})


async def test_who_posts_too_fast_is_told_when_to_go_on(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    limit(parley, posts=Rule(10, 10))
    await say(writer, ada, watercooler, *map(str, range(10)))
    with pytest.raises(TooOften, match=r"^You are posting too fast\. You can go on in 1 second\.$") as refusal:
        await posting.post(writer, ada.id, draft(watercooler))
    assert refusal.value.wait == 1
    await posting.post(writer, grace.id, draft(watercooler))


async def test_a_retry_of_a_stored_post_is_answered_whatever_the_limit(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    limit(parley, posts=TWICE)
    first = draft(watercooler)
    stored = await posting.post(writer, ada.id, first)
    await posting.post(writer, ada.id, draft(watercooler))
    for _ in range(3):
        assert (await posting.post(writer, ada.id, first)).id == stored.id
    with pytest.raises(TooOften):
        await posting.post(writer, ada.id, draft(watercooler))


async def test_everything_that_costs_something_has_its_limit(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    limit(parley, changes=TWICE, rooms=TWICE, direct_rooms=Rule(1, 3600), invites=TWICE, searches=TWICE)
    message = uuid.UUID((await say(writer, ada, watercooler, "hello"))[0].id)
    third = {
        "changing messages": lambda: message_changes.react(parley, ada.id, message, "👍"),
        "making too many rooms": lambda: rooms.create(parley, ada.id, name=uuid.uuid4().hex),
        "making too many invites": lambda: invites.make(parley, ada.id, invites.Terms()),
        "searching": lambda: search.find(parley, ada.id, search_query.parse("hello")),
    }
    for words, act in third.items():
        await act()
        await act()
        with pytest.raises(TooOften, match=words):
            await act()


async def test_a_conversation_that_exists_opens_whatever_the_limit(parley: Parley, ada: User, grace: User, alan: User):
    limit(parley, direct_rooms=Rule(1, 3600))
    first = await rooms.open_direct(parley, ada.id, [grace.id])
    assert (await rooms.open_direct(parley, ada.id, [grace.id])).id == first.id
    with pytest.raises(TooOften, match="beginning too many conversations"):
        await rooms.open_direct(parley, ada.id, [alan.id])


async def test_signing_in_is_counted_by_address_and_by_network(parley: Parley):
    limit(parley, sign_in_address=TWICE, sign_in_ip=Rule(4, 3600))
    for email in ("Nobody@watercooler.example", " nobody@watercooler.example"):
        await limits.sign_in(parley, "192.0.2.1", email)
    with pytest.raises(TooOften, match=r"too many attempts to sign in\. You can go on in 30 minutes"):
        await limits.sign_in(parley, "192.0.2.2", "nobody@watercooler.example")
    await limits.sign_in(parley, "192.0.2.1", "one@watercooler.example")
    await limits.sign_in(parley, "192.0.2.1", "another@watercooler.example")
    with pytest.raises(TooOften, match="from your network"):
        await limits.sign_in(parley, "192.0.2.1", "a-third@watercooler.example")


async def test_the_audit_log_hears_of_it_once(parley: Parley, ada: User):
    limit(parley, sign_in_address=TWICE, posts=Rule(1, 3600))
    for _ in range(5):
        with suppress(TooOften):
            await limits.spend(parley, "posts", ada.id)
        with suppress(TooOften):
            await limits.sign_in(parley, "192.0.2.1", "nobody@watercooler.example")
    await parley.finish_background()
    told = [entry for entry in await rows(parley, AuditEntry) if entry.action == "limit.reached"]
    assert sorted((entry.detail["limit"], entry.actor_id, entry.subject) for entry in told) == [
        ("posts", ada.id, ""),
        ("sign_in_address", None, "nobody@watercooler.example"),
    ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 second"), (1, "1 second"), (2.1, "3 seconds"), (99, "99 seconds"), (101, "2 minutes"), (7200, "2 hours")],
)
def test_a_wait_is_said_as_people_say_it(seconds: float, said: str):
    assert limits.span(seconds) == said


async def test_what_is_read_and_typed_too_fast_is_kept_later_the_newest_of_each(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    limit(parley, drafts=Rule(1, 1))
    texts = ["a", "ab", "abc", "abcd"]
    for text in texts:
        act = partial(drafts.save, parley, ada.id, watercooler, uuid.UUID(int=1), text)
        await limits.eventually(parley, ada.id, f"draft:{watercooler}", act)
    assert [row.text for row in await rows(parley, Draft)] == ["a"]
    kept = asyncio.Event()
    parley.listeners.append(lambda _: kept.set())
    await asyncio.wait_for(kept.wait(), 10)
    assert [row.text for row in await rows(parley, Draft)] == ["abcd"]


async def test_no_more_than_some_things_of_one_person_wait(parley: Parley, ada: User, grace: User):
    async def act() -> None:
        raise TooOften("not yet", 3600)

    for number in range(limits.WAITING):
        await limits.eventually(parley, ada.id, str(number), act)
        await limits.eventually(parley, ada.id, str(number), act)  # the same thing takes no second place
    with pytest.raises(TooOften):
        await limits.eventually(parley, ada.id, "one more", act)
    await limits.eventually(parley, grace.id, "hers", act)
    for waiting in parley.waiting.values():
        for handle in waiting.values():
            handle.cancel()


async def test_every_limit_has_a_sentence_and_a_line_in_the_settings():
    kinds = {name.removeprefix("limit_") for name in LimitSettings.model_fields} - {"connects", "events", "arrivals"}
    assert set(limits.SENTENCES) >= kinds
    written = (Path(__file__).parents[2] / ".env.example").read_text()
    assert [name for name in LimitSettings.model_fields if f"# {name.upper()}=" not in written] == []


async def test_a_page_that_opens_takes_nothing_of_the_limit_on_profiles(parley: Parley, ada: User):
    limit(parley, profiles=TWICE)
    for _ in range(5):
        await profiles.find_zone(parley, ada.id, "Europe/Berlin")
    await profiles.set_availability(parley, ada.id, "dnd")
    with pytest.raises(TooOften):
        await profiles.set_availability(parley, ada.id, "")

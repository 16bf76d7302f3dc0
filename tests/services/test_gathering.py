"""Gathered reads: an answer is never older than its question, and nobody's question is another's trouble (rule R5)."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chat_app.models import User
from chat_app.services import gathering, messages, sessions, sidebar
from chat_app.services.errors import NotAllowed
from chat_app.services.gathering import MOST
from chat_app.services.messages import Window
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import say


class Holder(Parley):
    """What holds the questions: all that `ask` needs of the product."""

    def __init__(self) -> None:
        self.gathered = {}


class Table:
    """A number that grows, read in a time that the test chooses."""

    def __init__(self, pauses: list[int]) -> None:
        self.value = 0
        self.reads: list[list[int]] = []
        self._pauses = pauses
        self.running = 0

    async def read(self, _: Any, keys: list[int]) -> dict[int, int | Exception]:
        assert not self.running, "one read at a time"
        self.running += 1
        self.reads.append(keys)
        seen = self.value  # a snapshot is of the moment at which its transaction began
        for _turn in range(self._pauses[len(self.reads) % len(self._pauses)]):
            await asyncio.sleep(0)
        self.running -= 1
        return {key: ValueError(key) if key % 7 == 6 else seen for key in keys if key % 5 != 4}


STEPS = st.lists(st.one_of(st.tuples(st.just("ask"), st.integers(0, 20)), st.just(("change", 0)), st.just(("wait", 0))))


@settings(max_examples=200, deadline=None)
@given(steps=STEPS, pauses=st.lists(st.integers(0, 4), min_size=1, max_size=4))
def test_an_answer_is_never_older_than_its_question(steps: list[tuple[str, int]], pauses: list[int]):
    async def tell() -> None:
        table, holder, asked = Table(pauses), Holder(), list[asyncio.Task[None]]()

        async def ask(key: int) -> None:
            at_least = table.value
            (answer,) = await asyncio.gather(gathering.ask(holder, table.read, key), return_exceptions=True)
            if key % 5 == 4 or key % 7 == 6:
                assert isinstance(answer, KeyError if key % 5 == 4 else ValueError)
            else:
                assert isinstance(answer, int)
                assert answer >= at_least

        for what, key in steps:
            match what:
                case "ask":
                    asked.append(asyncio.create_task(ask(key)))
                    await asyncio.sleep(0)
                case "change":
                    table.value += 1
                case _:
                    await asyncio.sleep(0)
        await asyncio.gather(*asked)
        assert all(len(keys) == len(set(keys)) <= MOST for keys in table.reads)
        assert len(table.reads) <= len(asked)

    asyncio.run(tell())


async def test_a_crowd_that_asks_at_once_is_answered_by_a_few_reads():
    table, holder = Table([3]), Holder()
    asked = (gathering.ask(holder, table.read, 35 * number) for number in range(1_000))
    await asyncio.gather(*asked, return_exceptions=True)
    assert len(table.reads) <= 1_000 // MOST + 1


async def test_who_is_cancelled_takes_nothing_from_the_others():
    table, holder = Table([5]), Holder()
    gone = asyncio.create_task(gathering.ask(holder, table.read, 1))
    stays = asyncio.create_task(gathering.ask(holder, table.read, 1))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 0
    assert await gathering.ask(holder, table.read, 2) == 0


async def test_a_read_that_fails_fails_for_those_who_asked_and_the_next_is_tried():
    holder, failures = Holder(), [OSError("away")]

    async def read(_: Any, keys: list[int]) -> dict[int, int | Exception]:
        if failures:
            raise failures.pop()
        return dict.fromkeys(keys, 1)

    answers = await asyncio.gather(*(gathering.ask(holder, read, key) for key in (1, 2)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [OSError, OSError]
    assert await gathering.ask(holder, read, 1) == 1


async def test_what_is_read_together_is_what_each_would_read_alone(
    parley: Parley, writer: PostWriter, ada: User, grace: User, guest: User, watercooler: Any
):
    await say(writer, ada, watercooler, *(f"text {number}" for number in range(60)))
    people = [ada, grace, guest]
    alone = [await _result(sidebar.load(parley, person.id)) for person in people]
    together = await asyncio.gather(*(_result(sidebar.load(parley, person.id)) for person in people))
    assert [_plain(each) for each in together] == [_plain(each) for each in alone]
    wanted = [(person, window) for person in people for window in (None, Window(5), Window(1, 20))]
    opened = [await _result(messages.open_window(parley, who.id, watercooler, window)) for who, window in wanted]
    assert (
        await asyncio.gather(
            *(_result(messages.open_window(parley, who.id, watercooler, window)) for who, window in wanted)
        )
        == opened
    )
    assert opened[6:] == [NotAllowed] * 3
    assert opened[0].membership.read_seq > opened[3].membership.read_seq


async def test_sessions_that_live_and_that_have_ended_are_told_apart_in_one_read(
    parley: Parley, ada: User, grace: User
):
    live = [await sessions.begin(parley, person, device="", ip="") for person in (ada, grace)]
    await sessions.revoke(parley, live[1].id)
    found = await asyncio.gather(*(sessions.find(parley, each.id) for each in live))
    assert (found[0] and found[0].user_id, found[1]) == (ada.id, None)


async def _result(awaited: Any) -> Any:
    try:
        return await awaited
    except NotAllowed:
        return NotAllowed


def _plain(seen: Any) -> Any:
    """A sidebar without the order of its people, which is of no meaning."""
    return (seen.me, seen.memberships, set(seen.rooms), set(seen.people), seen.drafts, seen.saved, seen.version)

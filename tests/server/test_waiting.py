"""Of connections that wait, the one that has waited longest goes first; and what must happen in time is missed once."""

from __future__ import annotations

import asyncio

import pytest

from chat_app.server.waiting import Deadline, Waiting


def crowd(waiting: Waiting, address: str, count: int, ended: list[str]) -> list[str]:
    names = [f"{address}-{number}" for number in range(count)]
    for name in names:
        waiting.add(name, address, lambda name=name: ended.append(name))
    return names


def test_of_one_address_the_one_that_has_waited_longest_goes():
    ended: list[str] = []
    waiting = Waiting(each=3, everybody=100)
    crowd(waiting, "a", 5, ended)
    crowd(waiting, "b", 3, ended)
    assert ended == ["a-0", "a-1"]
    assert len(waiting) == 6


def test_of_all_together_the_one_that_has_waited_longest_goes_also_of_our_own_proxy():
    ended: list[str] = []
    waiting = Waiting(each=3, everybody=4)
    crowd(waiting, "", 4, ended)
    crowd(waiting, "b", 2, ended)
    assert ended == ["-0", "-1"]


def test_a_proxy_of_ours_may_keep_more_than_one_address():
    ended: list[str] = []
    waiting = Waiting(each=3, everybody=100)
    crowd(waiting, "", 50, ended)
    assert not ended


@pytest.mark.parametrize("known", [True, False])
def test_who_has_asked_waits_no_more(known: bool):
    ended: list[str] = []
    waiting = Waiting(each=2, everybody=100)
    names = crowd(waiting, "a", 2, ended)
    waiting.remove(names[0] if known else "nobody")
    waiting.add("one more", "a", lambda: ended.append("one more"))
    assert ended == ([] if known else names[:1])


def test_nothing_is_kept_of_those_who_have_gone():
    waiting = Waiting()
    for name in crowd(waiting, "a", 50, []) + crowd(waiting, "", 50, []):
        waiting.remove(name)
    assert len(waiting) == 0
    assert not waiting._of


async def test_what_does_not_happen_is_missed_once_and_what_happens_never():
    missed: list[str] = []
    late, lifted, longer = (
        Deadline(asyncio.get_running_loop(), lambda name=name: missed.append(name))
        for name in ("late", "lifted", "longer")
    )
    for deadline in (late, lifted, longer):
        deadline.within(0.02)
    lifted.lift()
    longer.extend(60)
    await asyncio.sleep(0.1)
    assert missed == ["late"]
    assert (late.set, lifted.set, longer.set) == (False, False, True)
    longer.within(0.01)  # earlier than before
    await asyncio.sleep(0.05)
    assert missed == ["late", "longer"]

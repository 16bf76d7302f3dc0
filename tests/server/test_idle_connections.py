"""Of connections that wait, the one that has waited longest goes first; and what must happen in time is missed once."""

from __future__ import annotations

import asyncio

import pytest

from chat_app.server.deadlines import Deadline
from chat_app.server.idle_connections import IdleConnections


def crowd(idle: IdleConnections, address: str, count: int, ended: list[str]) -> list[str]:
    names = [f"{address}-{number}" for number in range(count)]
    for name in names:
        idle.add(name, address, lambda name=name: ended.append(name))
    return names


def test_of_one_address_the_one_that_has_waited_longest_goes():
    ended: list[str] = []
    idle = IdleConnections(each=3, total=100)
    crowd(idle, "a", 5, ended)
    crowd(idle, "b", 3, ended)
    assert ended == ["a-0", "a-1"]
    assert len(idle) == 6


def test_of_all_together_the_one_that_has_waited_longest_goes_also_of_our_own_proxy():
    ended: list[str] = []
    idle = IdleConnections(each=3, total=4)
    crowd(idle, "", 4, ended)
    crowd(idle, "b", 2, ended)
    assert ended == ["-0", "-1"]


def test_a_proxy_of_ours_may_keep_more_than_one_address():
    ended: list[str] = []
    idle = IdleConnections(each=3, total=100)
    crowd(idle, "", 50, ended)
    assert not ended


@pytest.mark.parametrize("known", [True, False])
def test_who_has_asked_waits_no_more(known: bool):
    ended: list[str] = []
    idle = IdleConnections(each=2, total=100)
    names = crowd(idle, "a", 2, ended)
    idle.remove(names[0] if known else "nobody")
    idle.add("one more", "a", lambda: ended.append("one more"))
    assert ended == ([] if known else names[:1])


def test_nothing_is_kept_of_those_who_have_gone():
    idle = IdleConnections()
    for name in crowd(idle, "a", 50, []) + crowd(idle, "", 50, []):
        idle.remove(name)
    assert len(idle) == 0
    assert not idle._of


async def test_what_does_not_happen_is_missed_once_and_what_happens_never():
    missed: list[str] = []
    late, lifted, longer = (
        Deadline(asyncio.get_running_loop(), lambda name=name: missed.append(name))
        for name in ("late", "lifted", "longer")
    )
    for deadline in (late, lifted, longer):
        deadline.set(0.02)
    lifted.clear()
    longer.extend(60)
    await asyncio.sleep(0.1)
    assert missed == ["late"]
    assert (late.is_set, lifted.is_set, longer.is_set) == (False, False, True)
    longer.set(0.01)  # earlier than before
    await asyncio.sleep(0.05)
    assert missed == ["late", "longer"]

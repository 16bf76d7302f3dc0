"""No argument of any event holds the loop up, for whoever sends it, however long and strange it is."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.conftest import House
from tests.hostile.handlers import arguments
from tests.live.chatter import Chatter

LENGTH = 60_000  # characters; a frame may have 300,000
DEAREST = 0.05  # seconds of processor time of the thread in which the loop runs
NASTY = [
    "a ", "\n", '\\"', "(\\(", "<a@b.cc>", "a@b.cc ", "@a ", "#a", "a.", "www.", "http://a.b/(", ":a:", "`", "*_",
    "\n|-|", "> ", "](", "a\u0301", "\u0323\u0301", "\ufdfa", "👩\u200d", "🏴\U000e0067", "中", "İ", "\x00", "xn--a.",
    "ü.", "1,",
]  # fmt: skip
# What forms may hold besides what `arguments` gives.
FIELDS = (
    "name", "title", "pronouns", "time_zone", "words", "person", "action", "since", "until", "addresses", "domains",
    "topic", "description", "current", "new", "word", "role", "max_uses", "days", "kind", "accent",
)  # fmt: skip


@pytest.mark.prompt
async def test_no_argument_holds_the_loop_up(house: House, handlers: list[str]) -> None:
    dear: dict[str, float] = {}
    async with await house.ada.tab(house.url).arrive() as tab:
        tab.keep_deltas = False
        for handler in handlers:
            good = arguments(handler, room=house.room, message=house.message, person=house.ada_id)
            for place, payloads in _places(good):
                for unit, payload in payloads:
                    spent = await _cost(house, tab, handler, payload)
                    if spent > DEAREST and (spent := await _cost(house, tab, handler, payload)) > DEAREST:
                        dear[f"{handler.rsplit('.', 2)[-2:]} {place} {unit!r}"] = round(spent, 3)
    assert not dear, "\n".join(f"{seconds} s: {what}" for what, seconds in dear.items())


async def _cost(house: House, tab: Chatter, handler: str, payload: dict[str, Any]) -> float:
    before = _loop_time(house)
    await tab.send(handler, payload)
    assert await tab.post(str(uuid.UUID(int=0)), "still there?") != "sent"
    return _loop_time(house) - before


def _loop_time(house: House) -> float:
    """Seconds of processor time of the server's main thread."""
    (pid,) = house.server.workers
    return int(Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()[0]) / 1e9


def _places(good: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """Each text that an event takes, with payloads in which it is nasty and everything else is as it should be."""
    for key, value in good.items():
        if _is_text(value):
            yield key, [(unit, {**good, key: _long(unit)}) for unit in NASTY]
        elif isinstance(value, dict):
            fields: dict[str, Any] = value
            for field in fields:
                if _is_text(fields[field]):
                    yield f"{key}.{field}", [(unit, {**good, key: {**fields, field: _long(unit)}}) for unit in NASTY]
            others = [each for each in FIELDS if each not in fields]
            share = 40_000 // len(others)
            more = ((unit, dict.fromkeys(others, _long(unit)[:share])) for unit in NASTY)
            yield f"{key}, all else", [(unit, {**good, key: {**fields, **each}}) for unit, each in more]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not (len(value) == 36 and value.count("-") == 4)


def _long(unit: str) -> str:
    text = (unit * LENGTH)[:LENGTH]
    return text if len(json.dumps(text, ensure_ascii=False)) < 250_000 else text[:40_000]

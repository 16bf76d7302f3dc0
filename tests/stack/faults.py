"""Faults that a server under test is started with, read from its environment by serve.py. The product knows none.

`BUS_FAULTS="seed=7,drop=0.2,double=0.1,late=0.4"`: of the frames that arrive, shares are dropped, doubled, and held
back for up to half a second, so that later ones overtake them. `DIE_BEFORE_ANNOUNCING=word`: the process dies when it
has committed a message with that word in it, and has told nobody. `FAIL_AT=file`: what that file names (one of
PLACES) fails, or, with `hang` before it, hangs.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

LATE = 0.5  # seconds
# What a page waits for when it connects and starts.
PLACES = (
    "chat_app.services.sessions:find",
    "chat_app.services.sidebar:load",
    "chat_app.live.person_feed:PersonFeed.reach",
    "chat_app.live.room_feed:RoomFeed.reach",
    "chat_app.live.attendance:Attendance.snapshot",
    "reflex.app:EventNamespace.link_token_to_sid",
    "reflex.state:_resolve_delta",
    "reflex.state:_load_events_for_page",
)


def install() -> None:
    """Put the faults that the environment asks for into the product, before it starts."""
    sys.path.insert(0, os.getcwd())
    if wanted := os.environ.get("BUS_FAULTS"):
        _spoil_the_bus(**{name: float(value) for name, _, value in (pair.partition("=") for pair in wanted.split(","))})
    if word := os.environ.get("DIE_BEFORE_ANNOUNCING"):
        _die_before_announcing(word)
    if file := os.environ.get("FAIL_AT"):
        for place in PLACES:
            _may_fail(place, Path(file))


def _may_fail(place: str, file: Path) -> None:
    module, _, path = place.partition(":")
    owner: Any = importlib.import_module(module)
    *classes, name = path.split(".")
    for each in classes:
        owner = getattr(owner, each)
    work = getattr(owner, name)

    def told() -> list[str]:
        words = file.read_text().split() if file.exists() else []
        return words if words[-1:] == [place] else []

    async def hesitant(*args: Any, **kwargs: Any) -> Any:
        if words := told():
            if words[0] == "hang":
                await asyncio.sleep(3600)
            raise OSError(f"{place} fails")
        return await work(*args, **kwargs)

    def brittle(*args: Any, **kwargs: Any) -> Any:
        if told():
            raise OSError(f"{place} fails")
        return work(*args, **kwargs)

    setattr(owner, name, hesitant if inspect.iscoroutinefunction(work) else brittle)


def _spoil_the_bus(*, seed: float, drop: float = 0, double: float = 0, late: float = 0) -> None:
    from chat_app.adapters.bus import RedisBus

    start, dice = RedisBus.start, random.Random(seed)

    async def start_badly(self: RedisBus, receive: Any) -> None:
        loop = asyncio.get_running_loop()

        def maybe(frame: bytes) -> None:
            if dice.random() < drop:
                return
            for _ in range(2 if dice.random() < double else 1):
                if dice.random() < late:
                    loop.call_later(dice.uniform(0, LATE), receive, frame)
                else:
                    receive(frame)

        await start(self, maybe)

    RedisBus.start = start_badly


def _die_before_announcing(word: str) -> None:
    from chat_app.services.parley import Parley

    announce = Parley.announce

    def die(self: Parley, *events: Any) -> None:
        if any(word in message.content for event in events for message in getattr(event, "messages", ())):
            os.killpg(0, signal.SIGKILL)  # the whole server: a supervisor alone would start the worker again
        announce(self, *events)

    Parley.announce = die

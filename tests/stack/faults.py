"""Faults that a server under test is started with, read from its environment by serve.py. The product knows none.

`BUS_FAULTS="seed=7,drop=0.2,double=0.1,late=0.4"`: of the frames that arrive, shares are dropped, doubled, and held
back for up to half a second, so that later ones overtake them. `DIE_BEFORE_ANNOUNCING=word`: the process dies when it
has committed a message with that word in it, and has told nobody.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from typing import Any

LATE = 0.5  # seconds


def install() -> None:
    """Put the faults that the environment asks for into the product, before it starts."""
    sys.path.insert(0, os.getcwd())
    if wanted := os.environ.get("BUS_FAULTS"):
        _spoil_the_bus(**{name: float(value) for name, _, value in (pair.partition("=") for pair in wanted.split(","))})
    if word := os.environ.get("DIE_BEFORE_ANNOUNCING"):
        _die_before_announcing(word)


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

"""What was posted, and what arrived where: every delivery is accounted for, so that speed never hides a loss."""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import time
from collections import Counter
from dataclasses import dataclass

import orjson

from chat_app.live.entries import MESSAGES, VIEW

FILLER = "steady words to fill a line of chat up to its usual length " * 4
LENGTH = 120  # characters of a post
KNOWN = 256  # distinct frames that are remembered


class Landed:
    """One frame with messages; `marks` are (number, seq). All tabs that got the same bytes share it."""

    __slots__ = ("count", "frame", "last_at", "marks")

    def __init__(self, marks: tuple[tuple[int, int], ...], frame: bytes) -> None:
        self.marks = marks
        self.frame = frame
        self.count = 0
        self.last_at = 0.0


@dataclass(frozen=True)
class Audit:
    """What went wrong, over all pairs of post and tab."""

    losses: int
    duplicates: int
    inversions: int

    @property
    def clean(self) -> bool:
        return not (self.losses or self.duplicates or self.inversions)

    def __str__(self) -> str:
        return f"{self.losses} lost, {self.duplicates} twice, {self.inversions} out of order"


class Ledger:
    """The books of one measurement. Its tag is in every post, so that others' posts are never counted."""

    def __init__(self) -> None:
        self.tag = secrets.token_hex(3)
        self.deliveries = 0
        self.last_at = 0.0
        self.frames: list[Landed] = []
        self._expected = 0
        self._complete = asyncio.Event()
        self._known: dict[bytes, Landed] = {}
        self._mark = re.compile(rf"\({self.tag}:(\d+)\)")
        self._needle = f"({self.tag}:".encode()

    def mark(self, number: int) -> str:
        """Always of the same length, and plain text for Parley, as most messages are."""
        return f"({self.tag}:{number:06})"

    def text(self, number: int) -> str:
        """A post of the usual length that carries its number."""
        return f"{self.mark(number)} {FILLER}"[:LENGTH].strip()

    def take(self, frame: bytes, landed: list[Landed]) -> None:
        """A tab got a frame; if it brings messages of ours, they are entered for that tab."""
        found = self._known.get(frame) or self._read(frame)
        if found is None:
            return
        self.last_at = found.last_at = time.perf_counter()
        found.count += 1
        self.deliveries += len(found.marks)
        landed.append(found)
        if self.deliveries >= self._expected:
            self._complete.set()

    async def wait(self, deliveries: int, seconds: float) -> None:
        """Return when so many deliveries are in, or the time is up: then the audit tells what is missing."""
        self._expected, self._complete = deliveries, asyncio.Event()
        if self.deliveries < deliveries:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._complete.wait(), seconds)

    def audit(self, tabs: list[list[Landed]], numbers: range) -> Audit:
        """Compare what each tab got with what was posted."""
        losses = duplicates = inversions = 0
        for landed in tabs:
            got: Counter[int] = Counter()
            newest = 0
            for number, seq in (mark for frame in landed for mark in frame.marks):
                got[number] += 1
                inversions += seq < newest
                newest = max(newest, seq)
            losses += sum(number not in got for number in numbers)
            duplicates += sum(times - 1 for times in got.values())
        return Audit(losses, duplicates, inversions)

    def last_arrivals(self) -> dict[int, tuple[float, int]]:
        """By number: when the last tab had it, and how many had it."""
        return {number: (frame.last_at, frame.count) for frame in self.frames for number, _ in frame.marks}

    def _read(self, frame: bytes) -> Landed | None:
        if self._needle not in frame:
            return None
        delta = orjson.loads(frame[frame.index(b"[") :])[1]["delta"]
        feed = next((entries for name, entries in delta.items() if name.endswith("feed_state")), {})
        if VIEW.key in feed:  # a snapshot: history, not a delivery
            return None
        found = Landed(tuple(self._marks(feed)), frame)
        if len(self._known) >= KNOWN:
            self._known.pop(next(iter(self._known)))
        self._known[frame] = found
        self.frames.append(found)
        return found

    def _marks(self, feed: dict[str, dict[str, object]]) -> list[tuple[int, int]]:
        entries = sorted(
            (m for key, m in feed.items() if key.startswith(MESSAGES.key(""))), key=lambda m: int(str(m["seq"]))
        )
        return [(int(found[1]), int(str(m["seq"]))) for m in entries if (found := self._mark.search(str(m["content"])))]

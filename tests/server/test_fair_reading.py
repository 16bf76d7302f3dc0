"""Everything that came is read, in order, a little at a time, and before the connection's end is told."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from chat_app.server.fair_reading import LAST, MOST, SLICE, FairReader


class Line:
    """A transport that says what is asked of it, and its reader."""

    def __init__(self, *, at_once: bool = True) -> None:
        self.read, self.told, self.closing, self.may = bytearray(), list[str](), False, at_once
        self.reader = FairReader(asyncio.get_running_loop(), cast(Any, self), self._take, lambda: self.may)

    def pause_reading(self) -> None:
        self.told.append("pause")

    def resume_reading(self) -> None:
        self.told.append("resume")

    def is_closing(self) -> bool:
        return self.closing

    def _take(self, data: bytes) -> None:
        assert len(data) <= SLICE
        self.read += data
        self.told.append("read")


@given(st.lists(st.binary(max_size=3 * SLICE), max_size=10), st.booleans())
def test_all_of_it_is_read_in_order_and_then_the_end_is_told(chunks: list[bytes], pauses: bool):
    async def run() -> None:
        line = Line()
        for chunk in chunks:
            line.reader.feed(chunk)
            if pauses:
                await asyncio.sleep(0)
        line.reader.finish(lambda: line.told.append("end"))
        for _ in range(12 * 4):
            await asyncio.sleep(0)
        assert bytes(line.read) == b"".join(chunks)
        assert line.told.count("end") == 1
        assert line.told[-1] == "end"

    asyncio.run(run())


async def test_others_have_their_turn_between():
    line, turns = Line(), list[int]()
    line.reader.feed(b"x" * (10 * SLICE))
    for _ in range(5):
        await asyncio.sleep(0)
        turns.append(line.told.count("read"))
    assert turns == [1, 2, 3, 4, 5]


async def test_what_is_too_much_waits_in_the_network():
    line = Line(at_once=False)
    line.reader.feed(b"x" * MOST)
    assert line.told == []
    line.reader.feed(b"x")
    assert line.told == ["pause"]
    line.may = True
    line.reader.resume()
    for _ in range(MOST // SLICE + 2):
        await asyncio.sleep(0)
    assert len(line.read) == MOST + 1
    assert line.told[-1] == "resume"


async def test_what_cannot_be_read_is_given_up_a_moment_after_the_end():
    line = Line(at_once=False)
    line.reader.feed(b"x" * (2 * SLICE))
    line.reader.finish(lambda: line.told.append("end"))
    await asyncio.sleep(LAST / 2)
    assert line.told == []
    await asyncio.sleep(LAST / 2 + 0.2)
    assert line.told == ["end"]


async def test_nothing_is_read_of_a_connection_that_we_have_closed():
    line = Line()
    line.reader.feed(b"x" * (3 * SLICE))
    await asyncio.sleep(0)
    line.closing = True
    for _ in range(5):
        await asyncio.sleep(0)
    assert line.told == ["read"]

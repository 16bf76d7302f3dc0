"""What a tab is answered costs it what it weighs; what everybody is told costs nobody anything."""

from __future__ import annotations

from chat_app.limits import PIECE
from chat_app.live.broadcast import push
from chat_app.live.connections import Tab
from chat_app.live.store import Delta
from chat_app.states.switcher import SwitcherState as SwitcherState  # declares the store
from tests.live.frames import Frames

LONG: Delta = {"switcher": {"everyone": ["x" * PIECE] * 5}}


def tab() -> tuple[Tab, list[int]]:
    async def close() -> None: ...

    made, charged = Tab("sid", Frames(), close, None), list[int]()
    made.charge = charged.append
    return made, charged


def test_a_long_answer_costs_as_much_as_many_short_ones():
    one, charged = tab()
    push([one], LONG)
    assert charged == [5]
    push([one], {"switcher": {"everyone": ["short"]}})
    assert charged == [5]


def test_what_goes_to_several_is_nobodys_doing():
    (one, first), (other, second) = tab(), tab()
    push([one, other], LONG)
    assert first == second == []

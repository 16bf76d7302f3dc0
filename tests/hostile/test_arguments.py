"""Arguments are hostile: forged, of the wrong type, too large, too many. Nothing falls over, and logs stay short."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.hostile.conftest import House
from tests.hostile.handlers import arguments
from tests.live.chatter import COMPOSER, DIALOGS, FEED

HUGE = "x" * 250_000  # what still fits into a frame
# Reflex's own, for what goes wrong in a browser: it prints what it is told, at whatever length.
TALKATIVE = "handle_frontend_exception"
ODD: list[Any] = [
    None,
    True,
    -1,
    2**63 - 1,
    1.5,
    "",
    "not a uuid",
    "\x00",
    HUGE[:40_000],
    [],
    {},
    [["deep"]],
    {"a": None},
]


@pytest.fixture
def quiet_log(house: House):
    """What the server says during a test is short, and holds no traceback."""
    said = len(house.server.log)
    yield
    new = house.server.log[said:]
    assert "Traceback" not in new, new[-3000:]
    assert len(new) < 200_000, "payloads are in the log"


async def test_no_handler_falls_over_odd_arguments(house: House, handlers: list[str]) -> None:
    noisy: dict[str, str] = {}
    for handler in handlers:
        said = len(house.server.log)
        async with await house.grace.tab(house.url).arrive() as tab:
            good = arguments(handler, room=house.room, message=house.message, person=house.ada_id)
            for odd in ODD:
                await tab.send(handler, dict.fromkeys(good, odd))
            await tab.send(handler, {**good, "and": "more"})
            await tab.send(handler, {})
            assert await tab.post(str(uuid.UUID(int=0)), "still there?", seconds=20) != "sent", handler
        new = house.server.log[said:]
        if ("Traceback" in new or len(new) > 20_000) and not handler.endswith(TALKATIVE):
            noisy[handler] = f"{len(new)} characters, {new.count('Traceback')} tracebacks: {new.strip()[-300:]}"
    assert not noisy, "\n".join(f"{handler}: {what}" for handler, what in noisy.items())


async def test_a_message_far_too_long_is_refused_by_its_id(house: House, quiet_log: None) -> None:
    async with await house.ada.tab(house.url, house.room).arrive() as tab:
        assert "4,000" in await tab.post(house.room, HUGE)
        assert await tab.post(house.room, "a small one") == "sent"


@pytest.mark.parametrize("frame", ["42/_event,", '42/_event,["event"]', '42/_event,["event",7]', "nonsense", "4", ""])
async def test_frames_that_are_no_events_harm_nobody(house: House, frame: str) -> None:
    said = len(house.server.log)
    async with await house.ada.tab(house.url, house.room).arrive() as ada:
        async with await house.grace.tab(house.url).arrive() as tab:
            await tab.send_frame(frame)
        assert await ada.post(house.room, f"after {frame!r}") == "sent"
    assert len(house.server.log) - said < 20_000


async def test_an_event_that_does_not_exist_leaves_a_line_and_no_traceback(house: House, quiet_log: None) -> None:
    async with await house.grace.tab(house.url).arrive() as tab:
        await tab.send(f"{COMPOSER}.no_such_event", {"a": 1})
        await tab.send("no_such_state.post", {"a": 1})
        assert await tab.post(str(uuid.UUID(int=0)), "still there?") != "sent"


async def test_forged_windows_show_no_more_than_there_is(house: House) -> None:
    async with await house.ada.tab(house.url, house.room).arrive() as tab:
        for floor, ceil in ((0, 0), (-5, 10), (1, 1 << 40), (1 << 30, 0), (5, 2)):
            await tab.send(f"{FEED}.older", {"room_id": house.room, "floor": floor, "ceil": ceil})
            await tab.send(f"{FEED}.newer", {"room_id": house.room, "floor": floor, "ceil": ceil})
        await tab.post(house.room, "after the forgery")
        await tab.wait_for(lambda _: "after the forgery" in tab.texts())
        assert (tab.view["floor"], tab.view["ceil"]) == (1, 0)  # the tab has what it had: all of the room


async def test_rooms_and_conversations_with_odd_names_are_refused_in_the_dialog(house: House, quiet_log: None) -> None:
    async with await house.grace.tab(house.url).arrive() as tab:
        for form in ({"name": HUGE[:5000]}, {"name": None}, {"name": "x", "kind": "secret"}, {"name": ["x"]}):
            await tab.send(f"{DIALOGS}.create", {"form": form})
        await tab.send(f"{DIALOGS}.start", {"form": {"person": str(uuid.uuid4())}})
        assert await tab.post(str(uuid.UUID(int=0)), "still there?") != "sent"
        assert not tab.events

"""Of what a connection says, what a page of ours would say comes in, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from chat_app.live import event_checks
from chat_app.live.event_checks import ADDRESS, STORED
from chat_app.states import composer as composer  # declares the events below
from chat_app.states import feed as feed
from chat_app.states import rooms as rooms
from tests.live.chatter import COMPOSER, FEED, ROOMS
from tests.stack.raw_tab import HYDRATE, ROOT_STATE

UPDATE = f"{ROOT_STATE}.reflex___state____update_vars_internal_state.update_vars_internal"
WINDOW = f"{FEED}.window_rx_state_"
WANTED = f"{ROOMS}.wanted_rx_state_"
PLACE = "0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee:1999999999:1999999999:1999999999:0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee"
TYPING = {"name": f"{COMPOSER}.typing", "payload": {"room_id": "x"}, "router_data": {"pathname": "/"}}


@pytest.mark.parametrize(
    ("stored", "left"),
    [
        ({WINDOW: PLACE, WANTED: "1" * STORED}, {WINDOW: PLACE, WANTED: "1" * STORED}),
        ({WINDOW: "", WANTED: "2" * (STORED + 1)}, {WINDOW: ""}),
        ({WINDOW: ["x"], WANTED: {"c": "d"}}, {}),
        ({WINDOW: 1, WANTED: None}, {}),
        ({f"{FEED}.anything": "x", f"{ROOT_STATE}.is_hydrated_rx_state_": "x", "": "x"}, {}),
        ({f"{FEED}._backend": "x", f"{ROOMS}.wanted": "x", "a" * 100_000: "x"}, {}),
        ({str(number): "x" for number in range(STORED + 1)}, {}),
        (["x" * 10_000], {}),
        ("x" * 10_000, {}),
        (None, {}),
    ],
)
@pytest.mark.parametrize("name", [HYDRATE, UPDATE])
def test_of_what_a_browser_keeps_only_small_values_of_ours_come_in(name: str, stored: Any, left: dict[str, str]):
    said = {"name": name, "payload": {"vars": stored}}
    if name == UPDATE and not isinstance(stored, dict):
        assert event_checks.checked_event(said) is None
    else:
        assert (event_checks.checked_event(said) or {})["payload"]["vars"] == left
        assert event_checks.checked_greeting({"event": said})["event"] == event_checks.checked_event(said)


def test_what_counts_as_several_frames_is_a_handler_that_exists():
    from reflex_base.registry import RegistrationContext

    import chat_app.chat_app  # noqa: F401  (declares all of them)

    names = RegistrationContext.get().event_handlers
    for dear in (*event_checks._STARTS, *event_checks._LISTS):
        found = [name for name in names if name.endswith(f".{dear}") or name.endswith(f"__{dear}")]
        assert found, dear
        assert event_checks.cost({"name": found[0]}) == event_checks.DEAR - 1
    assert event_checks.cost(TYPING) == 0


def test_each_event_of_ours_comes_in_as_it_is():
    assert event_checks.checked_event(TYPING) == TYPING


@pytest.mark.parametrize(
    "data",
    [
        None, "x", 1, [], [TYPING], {}, {"name": None}, {"name": ["x"]}, {"name": "x" * 100_000},
        {**TYPING, "name": TYPING["name"] + "x"}, {**TYPING, "name": f"{FEED}.setvar"}, {**TYPING, "payload": []},
        {**TYPING, "payload": {}}, {**TYPING, "payload": {"room_id": 1}}, {**TYPING, "payload": {"room": "x"}},
        {**TYPING, "payload": {"room_id": "x", "more": "x"}}, {**TYPING, "router_data": "x"},
        {**TYPING, "router_data": {"asPath": "/" + "x" * ADDRESS}},
        {**TYPING, "router_data": {"x" + "x" * ADDRESS: ""}},
        {**TYPING, "router_data": {"query": {str(n): "" for n in range(ADDRESS)}}},
        {**TYPING, "router_data": {"query": {"a": {"b": {"c": {"d": "e"}}}}}},
        {**TYPING, "router_data": {"query": {"a": list(range(ADDRESS))}}},
    ],
)  # fmt: skip
def test_what_no_page_sends_is_dropped(data: Any):
    assert event_checks.checked_event(data) is None
    assert event_checks.checked_greeting({"event": data}) == {}


@pytest.mark.parametrize(
    "auth", [None, "x", [], {"event": "x"}, {"state_schema": "x" * 1_000}, {"more": "x" * 100_000}]
)
def test_of_a_greeting_only_the_start_and_the_version_come_in(auth: Any):
    assert event_checks.checked_greeting(auth) == {}
    assert event_checks.checked_greeting({"state_schema": "abc", "more": 1}) == {"state_schema": "abc"}


@pytest.mark.parametrize("name", [HYDRATE, f"{ROOT_STATE}.reflex___state____on_load_internal_state.on_load_internal"])
def test_what_starts_a_page_counts_as_several(name: str):
    assert event_checks.cost({"name": name}) > 0 == event_checks.cost(TYPING)

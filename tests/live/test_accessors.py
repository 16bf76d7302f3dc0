"""States offer what their stores hold as typed vars, which a browser computes and no delta carries."""

from __future__ import annotations

from typing import Any

import pytest
import reflex as rx

from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.rooms import RoomsState
from chat_app.states.search import SearchState
from chat_app.states.session import SessionState

ACCESSORS = [
    (FeedState, "messages"),
    (RoomsState, "rooms"),
    (PeopleState, "by_id"),
    (SearchState, "found"),
    (SessionState, "me"),
]


@pytest.mark.parametrize(("state", "name"), ACCESSORS)
def test_an_accessor_is_computed_from_its_own_store_and_is_no_var_of_the_server(state: type[rx.State], name: str):
    accessor = getattr(state, name)
    data = accessor._get_all_var_data()
    assert name not in state.get_fields()
    assert state.get_full_name() in "".join(data.hooks)
    assert any(library.startswith("$/utils/browser/") for library, _ in data.imports)


def test_components_are_bound_to_the_fields_of_what_an_accessor_holds():
    message: Any = rx.el.ul(rx.foreach(FeedState.messages, lambda each: rx.el.li(each.content, key=each.id))).render()
    assert "lines_messagesIn(" in str(message)
    assert '["content"]' in str(message)
    assert '["name"]' in str(PeopleState.by_id["ada"].name)  # type: ignore[attr-defined]

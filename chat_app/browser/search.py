"""What is searched for, what was found, and the panel for it beside a room."""

from typing import Any

import reflex as rx

from chat_app.live.entries import SEARCH
from chat_app.live.javascript import Script, entry, setter, stores
from chat_app.schemas.screen import SearchStatus
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState
from chat_app.states.search import SearchState

_page = Script("search.page")
_ROOM = stores(RoomsState, FeedState, sets=[RoomsState])

status: rx.Var[SearchStatus] = entry(SEARCH, SearchStatus("", "", 0, False, "", False))
found = SearchState.found

toggle_panel = _page.handler("togglePanel", _ROOM)
more = _page.handler("loadMore", SearchState, SearchState.older)  # loads the next page of results
insert = _page.handler_for("insertFilter")  # insert(part): the beginning of a filter goes into the box
followed = _page.handler_for("followed", setter(RoomsState))  # followed(message_id): beside following the link
effect = _page.effect("useResults", SearchState, SearchState.older)
keys_effect = _page.effect("useSearchKeys", _ROOM)


def ask(room_id: str | rx.Var[str]) -> Any:
    """Return what the form does: search in a room, or in all (with an empty id)."""
    return _page.handler("askFor", room_id, setter(SearchState), SearchState.ask)

"""What is searched for, what was found, and the panel for it beside a room."""

from typing import Any

import reflex as rx

from chat_app.live.entries import SEARCH
from chat_app.live.javascript import Script, entry, setter
from chat_app.schemas.screen import SearchStatus
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState
from chat_app.states.search import SearchState

_page = Script("search.page")
_ROOM = {"rooms": RoomsState, "feed": FeedState, "setRooms": setter(RoomsState)}

asking: rx.Var[SearchStatus] = entry(SEARCH, SearchStatus("", "", 0, False, "", False))
found = SearchState.found


def toggle_panel() -> Any:
    """Return a handler that opens the panel for the room on the screen, or closes it and gives the focus back."""
    return _page.handler("togglePanel", **_ROOM)


def ask(room_id: str | rx.Var[str]) -> Any:
    """Return what the form does: search in a room, or in all (with an empty id)."""
    return _page.handler("askFor", room_id, setter(SearchState), SearchState.ask)


def insert(part: str) -> Any:
    """Return a handler that puts the beginning of a filter into the box."""
    return _page.handler("insertFilter", part)


def followed(message_id: rx.Var[str]) -> Any:
    """Return what a click on a result does beside following its link."""
    return _page.handler("followed", message_id, setter(RoomsState))


def more() -> Any:
    """Return a handler that loads the next page of results."""
    return _page.handler("loadMore", SearchState, SearchState.older)


def keeper() -> rx.Component:
    """Return what loads more results as their end comes into sight."""
    return _page.effect("useResults", SearchState, SearchState.older)


def keys() -> rx.Component:
    """Return what opens the panel at Ctrl+F, and closes it at Esc."""
    return _page.effect("useSearchKeys", **_ROOM)

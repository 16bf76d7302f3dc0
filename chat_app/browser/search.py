"""What is searched for, what was found, and the panel for it beside a room."""

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
ask = _page.handler_for("askFor", setter(SearchState), SearchState.ask)  # ask(room_id): in all rooms with an empty id

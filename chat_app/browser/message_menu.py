"""The menu behind *More* of a message."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.entries import MENU
from chat_app.live.javascript import Script, entry, put, setter, stores
from chat_app.schemas.made_in_browser import MenuPlace
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.message import MessageState
from chat_app.states.page import PageState
from chat_app.states.rooms import RoomsState


@dataclass(frozen=True)
class Menu:
    """Whether the menu is open, and what has been done with its message already."""

    open: bool
    pinned: bool
    saved: bool


_page = Script("message_menu.page")
_about = stores(FeedState, ComposerState)

menu: rx.Var[Menu] = Script("message_menu").value("menuOf", Menu, stores(FeedState, ComposerState, RoomsState))
place: rx.Var[MenuPlace] = entry(MENU, MenuPlace("", 0, 0, 0, 0))
close = put(ComposerState, menu=None)
return_focus = _page.handler("returnFocus")
toggle_pin = MessageState.pin(place.id, ~menu.pinned)
toggle_saved = MessageState.keep(place.id, ~menu.saved)
mark_unread = _page.handler("markUnread", {**_about, "setFeed": setter(FeedState), "unread": RoomsState.unread})
copy_link = _page.handler("copyLink", {**_about, "setPage": setter(PageState)})
open_for = _page.handler_for("openMenu", setter(ComposerState))  # open_for(message_id): what *More* does

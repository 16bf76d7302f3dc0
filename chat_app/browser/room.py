"""The room on the screen."""

from typing import Any, Literal

import reflex as rx

from chat_app.browser.rows import STORES, Row
from chat_app.live.javascript import Script, setter
from chat_app.schemas.screen import View
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState

Right = Literal["moderate", "manage", "describe", "add"]

_room, _page, _rows = Script("room"), Script("room.page"), Script("rows")

view: rx.Var[View] = _room.value("viewOf", View, FeedState)
row: rx.Var[Row] = _rows.value("openRow", Row, **STORES)
inside: rx.Var[bool] = _room.value("isInView", bool, FeedState, RoomsState)
missed: rx.Var[int] = _room.value("missed", int, FeedState, RoomsState)
waiting: rx.Var[int] = _room.value("waiting", int, FeedState, RoomsState)
away: rx.Var[bool] = _room.value("isAway", bool, FeedState)
members: rx.Var[int] = _room.value("memberCount", int, FeedState, RoomsState)
partner: rx.Var[str] = _room.value("partnerOf", str, FeedState, RoomsState, SessionState)
remover: rx.Var[str] = _room.value("removerName", str, FeedState, PeopleState)


def owned() -> rx.Var[bool]:
    """Return whether the reader owns the room on the screen."""
    return _room.value("isOwned", bool, FeedState, RoomsState)


def may(right: Right) -> rx.Var[bool]:
    """Return whether the reader may do something in the room on the screen, as `policy.py` has decided."""
    stores = {"rooms": RoomsState, "feed": FeedState, "session": SessionState}
    return _room.value("may", bool, stores, right)


def address_keeper() -> rx.Component:
    """Return what turns the screen to the room in the address, before the server has answered."""
    return _page.effect("useRoomInAddress", feed=FeedState, rooms=RoomsState, setFeed=setter(FeedState))


def last_room_keeper() -> rx.Component:
    """Return what remembers the room on the screen, so that the front page leads back to it."""
    return _page.effect("useLastRoom", FeedState, RoomsState)


def remember_page() -> Any:
    """Return a handler that remembers the page for after the sign-in, also when a mailed link opens another tab."""
    return _page.handler("rememberPage")

"""The room on the screen."""

from typing import Literal

import reflex as rx

from chat_app.browser.rows import STORES, Row
from chat_app.live.javascript import Script, stores
from chat_app.schemas.screen import View
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState

Right = Literal["moderate", "manage", "describe", "add"]

_room, _page, _rows = Script("room"), Script("room.page"), Script("rows")

view: rx.Var[View] = _room.value("viewOf", View, FeedState)
row: rx.Var[Row] = _rows.value("openRow", Row, STORES)
inside: rx.Var[bool] = _room.value("isInside", bool, FeedState, RoomsState)
missed: rx.Var[int] = _room.value("missed", int, FeedState, RoomsState)
waiting: rx.Var[int] = _room.value("waiting", int, FeedState, RoomsState)
away: rx.Var[bool] = _room.value("isAway", bool, FeedState)
members: rx.Var[int] = _room.value("memberCount", int, FeedState, RoomsState)
partner: rx.Var[str] = _room.value("partnerOf", str, FeedState, RoomsState, SessionState)
remover: rx.Var[str] = _room.value("removerName", str, FeedState, PeopleState)
owned: rx.Var[bool] = _room.value("isOwned", bool, FeedState, RoomsState)

address_effect = _page.effect("useRoomInAddress", stores(FeedState, RoomsState, sets=[FeedState]))
last_room_effect = _page.effect("useLastRoom", FeedState, RoomsState)
remember_page = _page.handler("rememberPage")  # for after the sign-in


def may(right: Right) -> rx.Var[bool]:
    """Return whether the reader may do something in the room on the screen, as `policy.py` has decided."""
    return _room.value("may", bool, stores(RoomsState, FeedState, SessionState), right)

"""The ends of the feed, and the reader's place in it."""

from typing import Any

import reflex as rx

from chat_app.live.javascript import Script, setter
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState

_page = Script("feed_window.page")


def keeper() -> rx.Component:
    """Return what loads more at the ends of the window, and keeps it bounded and still."""
    return _page.effect(
        "useFeedWindow",
        feed=FeedState,
        rooms=RoomsState,
        setFeed=setter(FeedState),
        older=FeedState.older,
        newer=FeedState.newer,
        narrow=FeedState.narrow,
    )


def place_keeper() -> rx.Component:
    """Return what keeps the reader's place for a reload, and goes there."""
    return _page.effect("usePlace", FeedState)


def to_latest() -> Any:
    """Return a handler that goes to the newest message."""
    return _page.handler("toLatest", FeedState, FeedState.latest)

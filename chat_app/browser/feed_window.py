"""The ends of the feed, and the reader's place in it."""

from typing import Any

from chat_app.live.javascript import Script, setter
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState

_page = Script("feed_window.page")

effect = _page.effect(
    "useFeedWindow",
    feed=FeedState,
    rooms=RoomsState,
    setFeed=setter(FeedState),
    older=FeedState.older,
    newer=FeedState.newer,
    narrow=FeedState.narrow,
)
place_effect = _page.effect("usePlace", FeedState)
to_latest: Any = _page.handler("toLatest", FeedState, FeedState.latest)  # goes to the newest message

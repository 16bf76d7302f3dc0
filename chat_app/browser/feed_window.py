"""The ends of the feed, and the reader's place in it."""

from chat_app.live.javascript import Script, stores
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState

_page = Script("feed_window.page")

effect = _page.effect(
    "useFeedWindow",
    **stores(FeedState, RoomsState, sets=[FeedState]),
    older=FeedState.older,
    newer=FeedState.newer,
    narrow=FeedState.narrow,
)
place_effect = _page.effect("usePlace", FeedState)
to_latest = _page.handler("toLatest", FeedState, FeedState.latest)  # goes to the newest message

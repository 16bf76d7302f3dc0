"""Reading: a room is read when its end is on screen in a window that has the focus, and not before."""

from chat_app.live.javascript import Script, stores
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState

effect = Script("reading.page").effect(
    "useReading", **stores(FeedState, RoomsState, sets=[FeedState]), read=RoomsState.read
)

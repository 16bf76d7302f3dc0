"""Saying that the reader types."""

from chat_app.live.javascript import Script, stores
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState

effect = Script("typing.page").effect(
    "useTyping", **stores(FeedState, RoomsState, ComposerState, sets=[ComposerState]), typing=ComposerState.typing
)

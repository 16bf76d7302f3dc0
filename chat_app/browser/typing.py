"""Saying that the reader types."""

from chat_app.live.javascript import Script, setter
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState

effect = Script("typing.page").effect(
    "useTyping",
    feed=FeedState,
    rooms=RoomsState,
    composer=ComposerState,
    setComposer=setter(ComposerState),
    typing=ComposerState.typing,
)

"""Saying that somebody types."""

import reflex as rx

from chat_app.live.javascript import Script, setter
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState


def keeper() -> rx.Component:
    """Return what says that the reader types, and forgets who has stopped or whose message has come."""
    return Script("typing.page").effect(
        "useTyping",
        feed=FeedState,
        rooms=RoomsState,
        composer=ComposerState,
        setComposer=setter(ComposerState),
        typing=ComposerState.typing,
    )

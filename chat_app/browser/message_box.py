"""The message box itself: its keys, its height, and the formats of what is selected in it."""

from typing import Any

import reflex as rx

from chat_app.live.javascript import Script, setter
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.session import SessionState

on_key_down: Any = Script("composer_keys.page").handler(
    "onKeyDown", feed=FeedState, session=SessionState, composer=ComposerState, setComposer=setter(ComposerState)
)


def height() -> rx.Component:
    """Return what fits the height of the box to its text, up to eight lines."""
    return Script("message_box.page").effect("useHeight", ComposerState)


def format_selected(kind: str) -> Any:
    """Return a handler that formats what is selected; `kind` is `bold`, `italic`, `link`, `code` or `list`."""
    return Script("formatting.page").handler("format", kind)

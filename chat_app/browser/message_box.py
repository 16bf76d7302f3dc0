"""The message box itself: its keys, its height, and the formats of what is selected in it."""

from chat_app.live.javascript import Script, stores
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.session import SessionState

on_key_down = Script("composer_keys.page").handler(
    "onKeyDown", stores(FeedState, SessionState, ComposerState, sets=[ComposerState])
)
format_selected = Script("formatting.page").handler_for("format")  # kind: `bold`, `italic`, `link`, `code` or `list`
effect = Script("message_box.page").effect("useHeight", ComposerState)

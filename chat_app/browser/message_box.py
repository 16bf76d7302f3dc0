"""The message box itself: its keys, its height, and the formats of what is selected in it."""

from chat_app.live.javascript import Script, stores
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.session import SessionState

_page = Script("message_box.page")

on_key_down = Script("composer_keys.page").handler(
    "onKeyDown", stores(FeedState, SessionState, ComposerState, sets=[ComposerState])
)
format_selected = _page.handler_for("format")  # kind: `bold`, `italic`, `link`, `code` or `list`
effect = _page.effect("useHeight", ComposerState)

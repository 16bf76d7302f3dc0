"""Messages that were sent and not yet answered."""

from chat_app.live.javascript import Script, setter, stores
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.session import SessionState

_page, _set = Script("outbox.page"), setter(ComposerState)

effect = _page.effect(
    "useOutbox", **stores(FeedState, ComposerState, SessionState, sets=[ComposerState]), post=ComposerState.post
)
# Of each, the argument is the `client_msg_id` of an echo.
retry = _page.handler_for("retryEcho", ComposerState, _set)
discard = _page.handler_for("discardEcho", ComposerState, _set)
edit = _page.handler_for("editEcho", ComposerState, _set)

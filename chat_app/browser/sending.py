"""Sending what is in the message box."""

from chat_app.live.javascript import Script, setter, stores
from chat_app.policy import QUIET
from chat_app.schemas import MAX_MESSAGE
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.message import MessageState
from chat_app.states.page import PageState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState

_page = Script("sending.page")
_given = {
    **stores(FeedState, RoomsState, ComposerState, SessionState, sets=[ComposerState]),
    "latest": FeedState.latest,
    "most": MAX_MESSAGE,
}

submit = _page.handler("submit", {**_given, "setPage": setter(PageState), "edit": MessageState.edit, "quiet": QUIET})
send_split = _page.handler("sendSplit", _given)
confirm_mention = _page.handler("confirmMention", PageState, setter(PageState))

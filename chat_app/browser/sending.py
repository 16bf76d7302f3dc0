"""Sending what is in the message box."""

from typing import Any

from chat_app.live.javascript import Script, setter
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
    "feed": FeedState,
    "rooms": RoomsState,
    "composer": ComposerState,
    "session": SessionState,
    "setComposer": setter(ComposerState),
    "latest": FeedState.latest,
    "most": MAX_MESSAGE,
}

submit: Any = _page.handler(
    "submit", {**_given, "setPage": setter(PageState), "edit": MessageState.edit, "quiet": QUIET}
)
send_split: Any = _page.handler("sendSplit", _given)

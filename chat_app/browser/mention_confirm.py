"""The question before a large room is mentioned as a whole."""

from typing import Any

from chat_app.live.javascript import Script, setter
from chat_app.states.page import PageState

confirm: Any = Script("mention_confirm.page").handler("confirmMention", PageState, setter(PageState))

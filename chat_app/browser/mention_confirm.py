"""The question before a large room is mentioned as a whole."""

from typing import Any

import reflex as rx

from chat_app.live.entries import MASS_MENTION
from chat_app.live.javascript import Script, entry, put, setter
from chat_app.schemas.made_in_browser import MassMention
from chat_app.states.composer import ComposerState

asked: rx.Var[MassMention] = entry(MASS_MENTION, MassMention("", 0, ""))
confirm: Any = Script("mention_confirm.page").handler("confirmMention", ComposerState, setter(ComposerState))
back: Any = put(ComposerState, loud=None)

"""Suggestions in the message box."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.javascript import Script, setter, stores
from chat_app.schemas.screen import Suggestion
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState


@dataclass(frozen=True)
class Hit(Suggestion):
    """One line of the list."""

    index: int = 0
    chosen: bool = False


_script, _page = Script("suggestions"), Script("suggestions.page")

shown: rx.Var[list[Hit]] = _script.value("suggestionsOf", list[Hit], FeedState, ComposerState)
active: rx.Var[str] = _script.value("activeId", str, FeedState, ComposerState)
keep_focus = _page.handler("keepFocus")
pick = _page.handler_for("pick", ComposerState, setter(ComposerState))  # pick(hit)
effect = _page.effect(
    "useSuggestions",
    **stores(FeedState, RoomsState, ComposerState, sets=[ComposerState]),
    suggest=ComposerState.suggest,
)

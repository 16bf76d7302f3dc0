"""Suggestions in the message box."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.live.javascript import Script, setter
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState


@dataclass(frozen=True)
class Hit:
    """One line of the list; `insert` is what is written for it, `tint` is 0 where `glyph` is no person's initials."""

    insert: str
    label: str
    hint: str
    match: str
    glyph: str
    tint: int
    index: int
    chosen: bool


_script, _page = Script("suggestions"), Script("suggestions.page")

shown: rx.Var[list[Hit]] = _script.value("suggestionsOf", list[Hit], FeedState, ComposerState)
active: rx.Var[str] = _script.value("activeId", str, FeedState, ComposerState)
keep_focus: Any = _page.handler("keepFocus")


def pick(hit: rx.Var[Hit]) -> Any:
    """Return what a click on a line does: write what it stands for."""
    return _page.handler("pick", ComposerState, setter(ComposerState), hit)


def keeper() -> rx.Component:
    """Return what looks at the word before the caret, and asks the server when the reader pauses."""
    return _page.effect(
        "useSuggestions",
        feed=FeedState,
        rooms=RoomsState,
        composer=ComposerState,
        setComposer=setter(ComposerState),
        suggest=ComposerState.suggest,
    )

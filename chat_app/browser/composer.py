"""What the message box is doing, and what is said above it."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.live.entries import COMPOSING, DELETED
from chat_app.live.javascript import Script, entry, setter
from chat_app.schemas import MAX_MESSAGE
from chat_app.schemas.made_in_browser import Composing, Deleted
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.message import MessageState
from chat_app.states.page import PageState


@dataclass(frozen=True)
class Size:
    """How long the text in the box is, once that matters, as a number and as people write it, and how many messages it
    would take."""

    count: int
    parts: int
    shown: str


BOX = "box"  # the id in the dialog of emoji when they are not for a message
SET, _SET_PAGE = setter(ComposerState), setter(PageState)

mode: rx.Var[Composing] = entry(COMPOSING, Composing("", "", "", ""))
deleted: rx.Var[Deleted] = entry(DELETED, Deleted("", 0))
size: rx.Var[Size] = Script("composer").value("sizeOf", Size, ComposerState)

_page = Script("composer.page")
_picked = {"page": PageState, "setPage": _SET_PAGE, "react": MessageState.react, "box": BOX}

cancel: Any = _page.handler("cancel", ComposerState, SET)
undo: Any = _page.handler("undoDelete", ComposerState, SET, MessageState.undo)
pick_for_box: Any = _page.handler("pickForBox", _SET_PAGE, BOX)
emoji_picked: Any = _page.handler("emojiPicked", _picked)

reply = _page.handler_for("reply", SET)  # reply(message, author)
edit = _page.handler_for("edit", SET)  # edit(message): its text is put into the box, and what was there waits
delete = _page.handler_for("deleteMessage", SET, MessageState.delete)  # delete(message_id)
effect = _page.effect(
    "useComposer", feed=FeedState, composer=ComposerState, page=PageState, setComposer=SET, setPage=_SET_PAGE
)
length_effect = _page.effect("useTextSize", ComposerState, SET, MAX_MESSAGE)


def pick_emoji(emoji: Any) -> Any:
    """Return a handler that writes an emoji, or reacts with it."""
    return _page.handler("emojiPicked", _picked, {"emoji": emoji})

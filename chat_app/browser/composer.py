"""What the message box is doing, and what is said above it."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.live.entries import COMPOSING, DELETED, EMOJI_FOR, NOTICE
from chat_app.live.javascript import Script, entry, put, setter
from chat_app.schemas import MAX_MESSAGE
from chat_app.schemas.made_in_browser import Composing, Deleted
from chat_app.schemas.screen import Notice
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.message import MessageState


@dataclass(frozen=True)
class Size:
    """How long the text in the box is, once that matters, as a number and as people write it, and how many messages it
    would take."""

    count: int
    parts: int
    shown: str


BOX = "box"  # what an emoji is picked for when it is not for a message: the entry `emoji_for`
SET = setter(ComposerState)

mode: rx.Var[Composing] = entry(COMPOSING, Composing("", "", "", ""))
said: rx.Var[Notice] = entry(NOTICE, Notice(""))
deleted: rx.Var[Deleted] = entry(DELETED, Deleted("", 0))
emoji_for: rx.Var[str] = entry(EMOJI_FOR, "")
size: rx.Var[Size] = Script("composer").value("sizeOf", Size, ComposerState)

_page = Script("composer.page")
_picked = {"composer": ComposerState, "setComposer": SET, "react": MessageState.react, "box": BOX}

cancel: Any = _page.handler("cancel", ComposerState, SET)
undo: Any = _page.handler("undoDelete", ComposerState, SET, MessageState.undo)
pick_for_box: Any = _page.handler("pickForBox", SET, BOX)
emoji_closed: Any = put(ComposerState, emoji_for=None)
emoji_picked: Any = _page.handler("emojiPicked", _picked)

reply = _page.handler_for("reply", SET)  # reply(message, author)
edit = _page.handler_for("edit", SET)  # edit(message): its text is put into the box, and what was there waits
delete = _page.handler_for("deleteMessage", SET, MessageState.delete)  # delete(message_id)
effect = _page.effect("useComposer", FeedState, ComposerState, SET)
length_effect = _page.effect("useTextSize", ComposerState, SET, MAX_MESSAGE)


def pick_emoji(emoji: Any) -> Any:
    """Return a handler that writes an emoji, or reacts with it."""
    return _page.handler("emojiPicked", _picked, {"emoji": emoji})


def pick_for(message_id: Any) -> Any:
    """Return a handler that opens the picker of an emoji with which to react to a message."""
    return put(ComposerState, emoji_for=message_id)

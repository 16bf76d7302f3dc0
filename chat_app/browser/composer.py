"""What the message box is doing, and what is said above it."""

import reflex as rx

from chat_app.live.entries import COMPOSING, DELETED, TEXT_SIZE
from chat_app.live.javascript import Script, entry, put, setter, stores
from chat_app.schemas import MAX_MESSAGE
from chat_app.schemas.made_in_browser import Composing, Deleted, TextSize
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.message import MessageState
from chat_app.states.page import PageState

BOX = "box"  # the id in the dialog of emoji when they are not for a message
_SET, _SET_PAGE = setter(ComposerState), setter(PageState)

mode: rx.Var[Composing] = entry(COMPOSING, Composing("", "", "", ""))
deleted: rx.Var[Deleted] = entry(DELETED, Deleted("", 0))
size: rx.Var[TextSize] = entry(TEXT_SIZE, TextSize(0, 1, "0"))

_page = Script("composer.page")
_picked = {"page": PageState, "setPage": _SET_PAGE, "react": MessageState.react, "box": BOX}

cancel = _page.handler("cancel", ComposerState, _SET)
undo = [put(ComposerState, deleted=None), MessageState.undo(deleted.id)]
pick_for_box = _page.handler("pickForBox", _SET_PAGE, BOX)
emoji_picked = _page.handler("emojiPicked", _picked)

reply = _page.handler_for("reply", _SET)  # reply(message, author)
edit = _page.handler_for("edit", _SET)  # edit(message): its text is put into the box, and what was there waits
delete = _page.handler_for("deleteMessage", _SET, MessageState.delete)  # delete(message_id)
effect = _page.effect("useComposer", stores(FeedState, ComposerState, PageState, sets=[ComposerState, PageState]))
length_effect = _page.effect("useTextSize", ComposerState, _SET, MAX_MESSAGE)
pick_emoji = _page.handler_for("emojiPicked", _picked)  # pick_emoji({"emoji": …}): writes it, or reacts with it

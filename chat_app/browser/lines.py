"""The lines of the feed, and what stands below them."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.javascript import Script, stores
from chat_app.schemas import MessageOut, PersonOut
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.session import SessionState


@dataclass(frozen=True)
class Line:
    """A message as it stands in the feed: `mentioned` calls the reader, `seen` holds the ids of those who have read up
    to here, `first` begins a group, `fresh` is the first unread message, `day` is the label of a new day or empty,
    `system_text` is what a system line says."""

    message: MessageOut
    sender: PersonOut
    quoted: MessageOut | None
    quoted_author: str
    first: bool
    fresh: bool
    focused: bool
    mentioned: bool
    seen: str
    day: str
    clock: str
    iso: str
    system_text: str


@dataclass(frozen=True)
class Echo:
    """A message of the reader's own that is on its way; `seq` is 0. `state` is `pending`, `unconfirmed` or `refused`;
    `delayed`: pending, and sent by itself as soon as the server allows."""

    id: str
    seq: int
    client_msg_id: str
    room_id: str
    text: str
    state: str
    delayed: bool
    reason: str
    clock: str
    iso: str
    first: bool


STORES = stores(FeedState, PeopleState, SessionState)

lines: rx.Var[list[Line]] = Script("lines").value("linesOf", list[Line], STORES)
echoes: rx.Var[list[Echo]] = Script("outbox").value("echoesOf", list[Echo], FeedState, ComposerState)
typing: rx.Var[str] = Script("typing").value("typingText", str, stores(FeedState, ComposerState, SessionState))

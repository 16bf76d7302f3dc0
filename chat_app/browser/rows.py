"""The rows of the sidebar."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.entries import READY
from chat_app.live.javascript import Script, entry, stores
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.presence import PresenceState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState


@dataclass(frozen=True)
class Row:
    """One line of the sidebar. For a direct room, initials and tint are those of the first other person; `presence`,
    `emoji` and `status` are theirs when there is no other."""

    id: str
    kind: str
    name: str
    href: str
    unread: int
    mentions: int
    active: bool
    topic: str
    posts: int
    initials: str
    tint: int
    presence: str
    picture: str
    emoji: str
    status: str
    starred: bool
    level: str
    archived: bool
    draft: bool


STORES = stores(RoomsState, FeedState, PeopleState, SessionState, PresenceState)
_script = Script("rows")

starred: rx.Var[list[Row]] = _script.value("rowsOf", list[Row], "starred", STORES)
rooms: rx.Var[list[Row]] = _script.value("rowsOf", list[Row], "rooms", STORES)
direct: rx.Var[list[Row]] = _script.value("rowsOf", list[Row], "direct", STORES)
unread: rx.Var[int] = _script.value("unreadInAll", int, RoomsState)
any_unread: rx.Var[bool] = unread.to(int).bool()
ready: rx.Var[bool] = entry(READY, False)

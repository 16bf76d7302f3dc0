"""The pinned messages of the room on the screen."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.javascript import Script
from chat_app.schemas import PersonOut
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.rooms import RoomsState


@dataclass(frozen=True)
class Pinned:
    """One line of the list."""

    id: str
    href: str
    text: str
    sender: PersonOut
    when: str


_script = Script("pins")

count: rx.Var[int] = _script.value("pinCount", int, FeedState, RoomsState)
pinned: rx.Var[list[Pinned]] = _script.value("pinnedIn", list[Pinned], FeedState, PeopleState)

"""Being taken out of a room that the reader is not looking at."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.javascript import Script, setter
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.rooms import RoomsState


@dataclass(frozen=True)
class Removal:
    """From which room, by whom; the room's id is empty for nothing to say."""

    room_id: str
    room: str
    by: str


_script = Script("removal")

news: rx.Var[Removal] = _script.value("removalNews", Removal, RoomsState, FeedState, PeopleState)
dismiss = _script.handler("dismiss", RoomsState, news.room_id, setter(RoomsState))  # notes that the reader has read it
effect = Script("removal.page").effect("useRemovalSeen", RoomsState, FeedState, setter(RoomsState))

"""The details of the room on the screen."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.javascript import Script, stores
from chat_app.schemas import PersonOut
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.room_acts import RoomActsState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState


@dataclass(frozen=True)
class About:
    """What the details of the open room say; `created` is a sentence, empty until they are there. `fresh`: nothing of
    it has changed since it was fetched."""

    description: str
    created: str
    fresh: bool


@dataclass(frozen=True)
class Member(PersonOut):
    """One line of the member list. `manageable`: the reader may change their role in the room."""

    role: str = ""
    manageable: bool = False


_script = Script("room_details")

about: rx.Var[About] = _script.value("aboutOf", About, stores(RoomsState, FeedState, PeopleState))
members: rx.Var[list[Member]] = _script.value(
    "membersOf", list[Member], stores(RoomsState, FeedState, PeopleState, SessionState)
)
shown: rx.Var[bool] = _script.value("areShown", bool, RoomsState, FeedState)

effect = Script("room_details.page").effect("useDetails", RoomsState, FeedState, SessionState, RoomActsState.fetch)

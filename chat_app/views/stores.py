"""Vars of the states, by which expressions name their stores. (Goes with the last expression.)"""

import reflex as rx

from chat_app.live.javascript import store_of
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.presence import PresenceState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState

FEED, ROOMS, PEOPLE, SESSION, COMPOSER, PRESENCE = (
    rx.Var(_js_expr=f"{store_of(state)!s}.entries", _var_data=store_of(state)._get_all_var_data())
    for state in (FeedState, RoomsState, PeopleState, SessionState, ComposerState, PresenceState)
)

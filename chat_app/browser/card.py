"""The card about a person: which one is open, where, and what it says."""

import reflex as rx

from chat_app.browser import session
from chat_app.live.entries import CARD
from chat_app.live.javascript import Script, entry, put, setter
from chat_app.schemas import PersonOut
from chat_app.schemas.made_in_browser import CardPlace
from chat_app.states.people import PeopleState
from chat_app.states.presence import PresenceState
from chat_app.states.switcher import SwitcherState

_script = Script("card")

place: rx.Var[CardPlace] = entry(CARD, CardPlace("", 0, 0, False))
person: rx.Var[PersonOut] = _script.value("personOnCard", PersonOut, PresenceState, PeopleState)
clock: rx.Var[str] = _script.value("localTime", str, person)
unproved: rx.Var[bool] = _script.value("isUnproved", bool, PresenceState)
may_talk: rx.Var[bool] = (place.id != session.me.user_id) & session.may("talk")

effect = Script("card.page").effect("useCard", PresenceState, setter(PresenceState), PresenceState.see)
talk = [put(PresenceState, card=None), SwitcherState.talk(place.id)]  # with that person

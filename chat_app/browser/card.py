"""The card about a person: which one is open, where, and what it says."""

from typing import Any

import reflex as rx

from chat_app.browser import session
from chat_app.live.entries import CARD
from chat_app.live.javascript import Script, entry, setter
from chat_app.schemas import PersonOut
from chat_app.schemas.made_in_browser import CardPlace
from chat_app.states.people import PeopleState
from chat_app.states.presence import PresenceState
from chat_app.states.switcher import SwitcherState

_script, _page = Script("card"), Script("card.page")

place: rx.Var[CardPlace] = entry(CARD, CardPlace("", 0, 0, False))
person: rx.Var[PersonOut] = _script.value("personOnCard", PersonOut, PresenceState, PeopleState)
clock: rx.Var[str] = _script.value("localTime", str, person)
unproved: rx.Var[bool] = _script.value("isUnproved", bool, PresenceState)
may_talk: rx.Var[bool] = (place.id != session.me.user_id) & session.may("talk")

effect = _page.effect("useCard", PresenceState, setter(PresenceState), PresenceState.see)
talk: Any = _page.handler("talkTo", PresenceState, setter(PresenceState), SwitcherState.talk)  # with that person

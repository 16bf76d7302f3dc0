"""Presence, and the statuses that people set."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.browser.rows import STORES
from chat_app.live.javascript import Script
from chat_app.schemas import PersonOut
from chat_app.states.people import PeopleState
from chat_app.states.presence import PresenceState
from chat_app.states.profile import ProfileState
from chat_app.states.session import SessionState


@dataclass(frozen=True)
class Says:
    """A person's status; empty for none."""

    emoji: str
    status: str


_script, _page, _people = Script("presence"), Script("presence.page"), Script("people")

myself: rx.Var[PersonOut] = _people.value("myself", PersonOut, PeopleState, SessionState)
my_saying: rx.Var[Says] = _script.value("sayingOf", Says, myself)

label_of = _script.value_for("labelOf", str)  # label_of(status): in words
saying_of = _script.value_for("sayingOf", Says)  # saying_of(person)
# newest(person): as this tab knows them now, rather than as they were when a list was made.
newest = _people.value_for("newest", PersonOut, PeopleState)
last_seen_effect = _page.effect("useLastSeen", **STORES, see=PresenceState.see)
time_zone_effect = _page.effect("useTimeZone", SessionState, PeopleState, ProfileState.zone)
idle_effect = _page.effect("useIdle", SessionState, PresenceState.set_active)


def status_of(user_id: Any) -> rx.Var[str]:
    """Return a person's status: `online`, `away`, `dnd` or `offline`."""
    return _script.value("statusOf", str, user_id, PeopleState, PresenceState)


def last_seen(user_id: Any) -> rx.Var[str]:
    """Return `Last seen …` for a person who is offline; empty for one who is here, or was never seen."""
    return _script.value("lastSeen", str, user_id, PeopleState, PresenceState)


def status_or_last_seen(user_id: Any) -> rx.Var[str]:
    """Return `Last seen …` for a person who is offline, or else their status in words."""
    seen = last_seen(user_id)
    return rx.cond(seen != "", seen, label_of(status_of(user_id))).to(str)

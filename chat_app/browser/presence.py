"""Who is around, and what people say they are up to."""

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
    """What somebody is up to; empty for nothing."""

    emoji: str
    status: str


_script, _page, _people = Script("presence"), Script("presence.page"), Script("people")

myself: rx.Var[PersonOut] = _people.value("myself", PersonOut, PeopleState, SessionState)
my_saying: rx.Var[Says] = _script.value("sayingOf", Says, myself)


def status_of(user_id: Any) -> rx.Var[str]:
    """Return somebody's status: `online`, `away`, `dnd` or `offline`."""
    return _script.value("statusOf", str, user_id, PeopleState, PresenceState)


def label_of(status: Any) -> rx.Var[str]:
    """Return a status as people read it."""
    return _script.value("labelOf", str, status)


def saying_of(person: Any) -> rx.Var[Says]:
    """Return what somebody is up to; both fields are empty for nothing."""
    return _script.value("sayingOf", Says, person)


def newest(person: Any) -> rx.Var[PersonOut]:
    """Return somebody as this tab knows them now, rather than as they were when a list was made."""
    return _people.value("newest", PersonOut, PeopleState, person)


def last_seen(user_id: Any) -> rx.Var[str]:
    """Return `Last seen …` for a person who is offline; empty for one who is here, or was never seen."""
    return _script.value("lastSeen", str, user_id, PeopleState, PresenceState)


def here_or_last_seen(user_id: Any) -> rx.Var[str]:
    """Return the same, or else a person's status in words."""
    seen = last_seen(user_id)
    return rx.cond(seen != "", seen, label_of(status_of(user_id))).to(str)


def last_seen_keeper() -> rx.Component:
    """Return what asks when the partner of a direct room was last seen, while they are not here."""
    return _page.effect("useLastSeen", **STORES, see=PresenceState.see)


def time_zone_keeper() -> rx.Component:
    """Return what says the browser's time zone once for somebody who has none."""
    return _page.effect("useTimeZone", SessionState, PeopleState, ProfileState.zone)


def idle_keeper() -> rx.Component:
    """Return what says when the page falls idle, and when it is in use again."""
    return _page.effect("useIdle", SessionState, PresenceState.stir)

"""The people this tab knows of."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live import store


@dataclass(frozen=True)
class Says:
    """What somebody is up to; empty for nothing."""

    emoji: str
    status: str


@store.holds("people")
class PeopleState(rx.State):
    """Entries: `p_<user id>`, a PersonOut each."""

    anchor: str = ""

"""The people that a tab knows."""

import reflex as rx

from chat_app.live import store
from chat_app.live.javascript import Computed
from chat_app.schemas import PersonOut


@store.holds("people")
class PeopleState(rx.State):
    """All people that this tab knows, by their ids."""

    by_id = Computed("people", "byId", dict[str, PersonOut])

"""The people this tab knows of."""

import reflex as rx

from chat_app.live import store
from chat_app.live.javascript import Computed
from chat_app.schemas import PersonOut


@store.holds("people")
class PeopleState(rx.State):
    """All people whom this tab knows: `by_id` is what PersonOut each is now."""

    by_id = Computed("people", "byId", dict[str, PersonOut])

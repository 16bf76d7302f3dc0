"""The people this tab knows of."""

import reflex as rx

from chat_app.live import store


@store.holds("people")
class PeopleState(rx.State):
    """Entries: `p_<user id>`, a PersonOut each."""

    anchor: str = ""

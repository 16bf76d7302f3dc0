"""The dialog that is open in a tab, and the reply to the last act of its person."""

import reflex as rx

from chat_app.live import store


@store.holds("page")
class PageState(rx.State):
    """Entries only, since neither may depend on what the server remembers: see `browser.page`."""

"""The quick switcher: whom one could talk to. What was typed and chosen stays in the browser."""

import reflex as rx

from chat_app.live import store
from chat_app.live.broadcast import push
from chat_app.live.process import current, signed_in
from chat_app.services import accounts


@store.holds("switcher")
class SwitcherState(rx.State):
    """Entries: `everyone`, names and titles of all people; `open`, `word`, `at` and `keys` are made in the browser."""

    anchor: str = ""

    @rx.event
    async def load(self) -> None:
        """The switcher opens."""
        tab, user_id = signed_in(self)
        everyone = await accounts.directory(current().parley, user_id)
        push([tab], {"switcher": {"everyone": everyone}})

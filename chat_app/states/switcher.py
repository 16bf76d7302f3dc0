"""The quick switcher: whom one could talk to. What was typed and chosen stays in the browser."""

import uuid
from typing import Any

import reflex as rx

from chat_app.live import store
from chat_app.live.broadcast import push
from chat_app.live.entries import CONTACTS
from chat_app.live.process import current, signed_in
from chat_app.services import accounts, rooms
from chat_app.services.errors import Refused


@store.holds("switcher")
class SwitcherState(rx.State):
    """Entries: `everyone`, names and titles of all people; `open`, `word`, `at` and `keys` are made in the browser."""

    anchor: str = ""

    @rx.event
    async def load(self) -> None:
        """The switcher opens."""
        tab, user_id = signed_in(self)
        everyone = await accounts.directory(current().parley, user_id)
        push([tab], CONTACTS.of(everyone))

    @rx.event
    async def talk(self, person_id: str) -> Any:
        """Go to the direct room with somebody."""
        _, user_id = signed_in(self)
        try:
            room = await rooms.open_direct(current().parley, user_id, [uuid.UUID(person_id)])
        except (Refused, ValueError, TypeError, AttributeError):
            return None
        return rx.redirect(f"/rooms/{room.id}")

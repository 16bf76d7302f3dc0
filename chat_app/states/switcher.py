"""The quick switcher: the people to talk to. What is typed and chosen stays in the browser."""

import uuid
from typing import Any

import reflex as rx

from chat_app.live import store
from chat_app.live.entries import CONTACTS
from chat_app.services import accounts, rooms
from chat_app.states.acting import Actor, acting


@store.holds("switcher")
class SwitcherState(rx.State):
    """The quick switcher, whose options are `browser.switcher.options`."""

    @acting(silent=True)
    async def load(self, actor: Actor) -> None:
        """Send all people to talk to, when the switcher opens."""
        everyone = await accounts.directory(actor.parley, actor.user_id)
        actor.push(CONTACTS.of(everyone))

    @acting(silent=True)
    async def talk(self, actor: Actor, person_id: uuid.UUID) -> Any:
        """Go to the direct room with a person."""
        room = await rooms.open_direct(actor.parley, actor.user_id, [person_id])
        return rx.redirect(f"/rooms/{room.id}")

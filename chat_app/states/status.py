"""The status that people give themselves, and whether they may be disturbed."""

import reflex as rx

from chat_app.services import profiles
from chat_app.states.acting import Actor, acting


class StatusState(rx.State):
    """Events only: of the dialog *Set a status*, and of the account menu."""

    @acting(closes=True)
    async def save(self, actor: Actor, emoji: str, text: str, until: int) -> None:
        """Set the actor's status until a time (milliseconds since 1970, 0: for ever); empty texts clear it."""
        await profiles.set_status(actor.parley, actor.user_id, emoji=emoji, text=text, until=until)

    @acting(silent=True)
    async def available(self, actor: Actor, availability: str) -> None:
        """Be shown as `away` or `dnd` (not to be disturbed), or, if empty, as present as the actor's tabs are."""
        await profiles.set_availability(actor.parley, actor.user_id, availability)

"""What somebody is up to, and whether they may be disturbed: said by themselves."""

import reflex as rx

from chat_app.services import profiles
from chat_app.states.acting import Actor, acting


class StatusState(rx.State):
    """The dialog behind *Set a status*, and the choices of the account menu."""

    shown: bool = False
    error: str = ""

    @rx.event
    def show(self, shown: bool) -> None:
        """Open or close it."""
        self.shown, self.error = shown, ""

    @acting
    async def save(self, actor: Actor, emoji: str, text: str, until: int) -> None:
        """Say it; what is wrong is said in the dialog. Nothing at all clears the status."""
        await profiles.set_status(actor.parley, actor.user_id, emoji=emoji, text=text, until=until)
        self.shown = False

    @acting(silent=True)
    async def available(self, actor: Actor, availability: str) -> None:
        """Be shown as away or not to be disturbed, or as one's tabs are."""
        await profiles.set_availability(actor.parley, actor.user_id, availability)

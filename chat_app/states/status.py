"""What somebody is up to, and whether they may be disturbed: said by themselves."""

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.services import profiles
from chat_app.services.errors import Refused


class StatusState(rx.State):
    """The dialog behind *Set a status*, and the choices of the account menu."""

    shown: bool = False
    error: str = ""

    @rx.event
    def show(self, shown: bool) -> None:
        """Open or close it."""
        self.shown, self.error = bool(shown), ""

    @rx.event
    async def save(self, emoji: str, text: str, until: int) -> None:
        """Say it; what is wrong is said in the dialog. Nothing at all clears the status."""
        _, user_id = signed_in(self)
        try:
            await profiles.set_status(current().parley, user_id, emoji=emoji, text=text, until=until)
        except Refused as refusal:
            self.error = str(refusal)
            return
        self.shown, self.error = False, ""

    @rx.event
    async def available(self, availability: str) -> None:
        """Be shown as away or not to be disturbed, or as one's tabs are."""
        _, user_id = signed_in(self)
        try:
            await profiles.set_availability(current().parley, user_id, availability)
        except Refused:
            return

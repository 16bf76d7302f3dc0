"""The admin page *Flagged*: what filters want somebody to look at."""

import uuid

import reflex as rx

from chat_app.services import flags, moderation
from chat_app.services.errors import Refused
from chat_app.services.flags import FlagOut
from chat_app.states.acting import Actor, OptionalId, acting
from chat_app.states.admin import AdminState


class FlagsState(rx.State):
    """The newest flags that nobody has settled; `asked` is the one whose message is about to be removed."""

    ready: bool = False
    found: list[FlagOut] = []
    asked: str = ""
    error: str = ""
    said: str = ""

    @acting
    async def list_flags(self, actor: Actor) -> None:
        """The page opens."""
        self.asked = ""
        await self._read(actor)

    @acting
    async def dismiss_flag(self, actor: Actor, flag_id: uuid.UUID) -> None:
        """Let the message stay."""
        try:
            await moderation.dismiss(actor.parley, actor.user_id, flag_id, ip=actor.ip)
            self.said = "The flag is dismissed."
        finally:
            await self._read(actor)

    @acting(silent=True)
    async def ask_removal(self, actor: Actor, flag_id: OptionalId) -> None:
        """Ask before a message is removed; no id closes the question."""
        self.asked = str(flag_id or "")

    @acting
    async def remove_flagged(self, actor: Actor, flag_id: uuid.UUID) -> None:
        """Remove the message."""
        self.asked = ""
        try:
            await moderation.remove(actor.parley, actor.user_id, flag_id, ip=actor.ip)
            self.said = "The message is removed."
        finally:
            await self._read(actor)

    async def _read(self, actor: Actor) -> None:
        try:
            self.found = await flags.listed(actor.parley, actor.user_id)
        except Refused:
            self.found = []
            return
        self.ready = True
        frame = await self.get_state(AdminState)
        frame.flags = await flags.waiting(actor.parley, actor.user_id)

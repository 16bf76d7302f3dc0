"""The admin page *Flagged*: messages that filters have flagged for a decision of an admin."""

import uuid

import reflex as rx

from chat_app.services import flags, moderation
from chat_app.services.errors import Refused
from chat_app.services.flags import FlagOut
from chat_app.states.acting import Actor, acting
from chat_app.states.admin import AdminState


class FlagsState(rx.State):
    """The newest flags that wait for a decision."""

    ready: bool = False
    found: list[FlagOut] = []

    @acting
    async def list_flags(self, actor: Actor) -> None:
        """Read the flags when the page opens."""
        await self._read(actor)

    @acting
    async def dismiss_flag(self, actor: Actor, flag_id: uuid.UUID) -> str:
        """Let the message stay."""
        try:
            await moderation.dismiss(actor.parley, actor.user_id, flag_id, ip=actor.ip)
            return "The flag is dismissed."
        finally:
            await self._read(actor)

    @acting(closes=True)
    async def remove_flagged(self, actor: Actor, flag_id: uuid.UUID) -> str:
        """Remove the message."""
        try:
            await moderation.remove(actor.parley, actor.user_id, flag_id, ip=actor.ip)
            return "The message is removed."
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

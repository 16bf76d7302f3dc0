"""The admin page *Flagged*: what filters want somebody to look at."""

import uuid
from collections.abc import Awaitable

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.services import flags, moderation
from chat_app.services.errors import Refused
from chat_app.services.flags import FlagOut
from chat_app.states.admin import AdminState


class FlagsState(rx.State):
    """The newest flags that nobody has settled; `asked` is the one whose message is about to be removed."""

    ready: bool = False
    found: list[FlagOut] = []
    asked: str = ""
    error: str = ""
    said: str = ""

    @rx.event
    async def list_flags(self) -> None:
        """The page opens."""
        self.asked, self.error, self.said = "", "", ""
        await self._read()

    @rx.event
    async def dismiss_flag(self, flag_id: str) -> None:
        """The message may stay."""
        tab, me = signed_in(self)
        if (flag := _id(flag_id)) is not None:
            await self._do(moderation.dismiss(current().parley, me, flag, ip=tab.ip), "The flag is dismissed.")

    @rx.event
    def ask_removal(self, flag_id: str) -> None:
        """Ask before a message is removed; no id closes the question."""
        signed_in(self)
        self.asked = flag_id if isinstance(flag_id, str) and _id(flag_id) else ""

    @rx.event
    async def remove_flagged(self, flag_id: str) -> None:
        """The message may not."""
        tab, me = signed_in(self)
        self.asked = ""
        if (flag := _id(flag_id)) is not None:
            await self._do(moderation.remove(current().parley, me, flag, ip=tab.ip), "The message is removed.")

    async def _do(self, work: Awaitable[None], done: str) -> None:
        self.error, self.said = "", ""
        try:
            await work
            self.said = done
        except Refused as refusal:
            self.error = str(refusal)
        await self._read()

    async def _read(self) -> None:
        _, me = signed_in(self)
        try:
            self.found = await flags.listed(current().parley, me)
        except Refused:
            self.found = []
            return
        self.ready = True
        frame = await self.get_state(AdminState)
        frame.flags = await flags.waiting(current().parley, me)


def _id(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None

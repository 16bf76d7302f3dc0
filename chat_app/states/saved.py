"""The page of saved messages: what was found so far."""

import uuid
from dataclasses import dataclass

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.schemas import PersonOut
from chat_app.services import saved
from chat_app.services.errors import Refused


@dataclass(frozen=True)
class Keepsake:
    """One line of the list; `saving` is where the next page goes on."""

    id: str
    saving: str
    href: str
    room: str
    sender: PersonOut
    at: int
    text: str


class SavedState(rx.State):
    """`loaded` is false until the first page has come."""

    found: list[Keepsake] = []
    loaded: bool = False
    more: bool = False

    @rx.event
    async def load(self) -> None:
        """The newest page."""
        self.found = []
        await self._read()
        self.loaded = True

    @rx.event
    async def older(self) -> None:
        """The next page."""
        await self._read()

    @rx.event
    async def forget(self, message_id: str) -> None:
        """Take a message off the list."""
        _, user_id = signed_in(self)
        try:
            await saved.forget(current().parley, user_id, uuid.UUID(message_id))
        except (Refused, ValueError):
            return
        self.found = [each for each in self.found if each.id != message_id]

    async def _read(self) -> None:
        _, user_id = signed_in(self)
        last = uuid.UUID(self.found[-1].saving) if self.found else None
        page = await saved.page(current().parley, user_id, before=last)
        self.found = [*self.found, *map(_line, page)]
        self.more = len(page) == saved.PAGE


def _line(each: saved.Saved) -> Keepsake:
    message = each.message
    href = f"/rooms/{message.room_id}/{message.id}"
    return Keepsake(message.id, str(each.id), href, each.room_name, each.sender, message.at, message.content)

"""The page of saved messages: as many as have been asked for."""

import uuid
from dataclasses import dataclass

import reflex as rx

from chat_app.schemas import PersonOut
from chat_app.services import saved
from chat_app.states.acting import Actor, Number, acting


@dataclass(frozen=True)
class Keepsake:
    """One line of the list; `id` is the message's."""

    id: str
    href: str
    room: str
    sender: PersonOut
    at: int
    text: str


class SavedState(rx.State):
    """`loaded` is false until the first page has come. The browser says how many lines it shows."""

    found: list[Keepsake] = []
    loaded: bool = False
    more: bool = False

    @acting(silent=True)
    async def load(self, actor: Actor) -> None:
        """The newest page."""
        await self._show(actor, saved.PAGE)

    @acting(silent=True)
    async def older(self, actor: Actor, count: Number) -> None:
        """A page more than the `count` lines that are shown."""
        await self._show(actor, count + saved.PAGE)

    @acting(silent=True)
    async def forget(self, actor: Actor, message_id: uuid.UUID, count: Number) -> None:
        """Take a message off the `count` lines that are shown."""
        await saved.forget(actor.parley, actor.user_id, message_id)
        await self._show(actor, max(0, count - 1))

    async def _show(self, actor: Actor, count: int) -> None:
        found, self.more = await saved.newest(actor.parley, actor.user_id, count)
        self.found, self.loaded = [_line(each) for each in found], True


def _line(each: saved.Saved) -> Keepsake:
    message = each.message
    href = f"/rooms/{message.room_id}/{message.id}"
    return Keepsake(message.id, href, each.room_name, each.sender, message.at, message.content)

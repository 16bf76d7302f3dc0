"""The page of saved messages."""

import uuid
from dataclasses import dataclass

import reflex as rx

from chat_app.schemas import PersonOut
from chat_app.services import saved
from chat_app.states.acting import Actor, Number, acting


@dataclass(frozen=True)
class SavedLine:
    """A line of the list; `id` is the message's, `at` milliseconds since 1970."""

    id: str
    href: str
    room: str
    sender: PersonOut
    at: int
    text: str


class SavedState(rx.State):
    """The newest saved messages; the number of lines comes with each event. `loaded`: the first page has come."""

    found: list[SavedLine] = []
    loaded: bool = False
    more: bool = False

    @acting(silent=True)
    async def load(self, actor: Actor) -> None:
        """Show the newest page."""
        await self._show(actor, saved.PAGE)

    @acting(silent=True)
    async def older(self, actor: Actor, count: Number) -> None:
        """Show a page more than `count` lines."""
        await self._show(actor, count + saved.PAGE)

    @acting(silent=True)
    async def forget(self, actor: Actor, message_id: uuid.UUID, count: Number) -> None:
        """Take a message off the list, of which `count` lines are shown."""
        await saved.forget(actor.parley, actor.user_id, message_id)
        await self._show(actor, max(0, count - 1))

    async def _show(self, actor: Actor, count: int) -> None:
        found, self.more = await saved.newest(actor.parley, actor.user_id, count)
        self.found, self.loaded = [_line(each) for each in found], True


def _line(each: saved.Saved) -> SavedLine:
    message = each.message
    href = f"/rooms/{message.room_id}/{message.id}"
    return SavedLine(message.id, href, each.room_name, each.sender, message.at, message.content)

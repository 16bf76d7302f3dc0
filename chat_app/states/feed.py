"""The room on the screen."""

import uuid
from typing import Annotated, Any

import reflex as rx
from pydantic import Field

from chat_app.live import store
from chat_app.live.javascript import Computed
from chat_app.live.opening import narrow
from chat_app.schemas import MessageOut
from chat_app.services.messages import Window
from chat_app.states.acting import Actor, Number, acting

Seq = Annotated[int, Field(ge=1, lt=1 << 31)]


@store.holds("feed")
class FeedState(rx.State):
    """The open room: its `messages` are those of the window on the screen, oldest first.

    The browser keeps `window` for a reload."""

    messages = Computed("lines", "messagesIn", list[MessageOut])
    window: str = rx.SessionStorage("", name="parley_window")

    @acting(silent=True)
    async def open(self, actor: Actor) -> None:
        """Show sidebar and room, at the reader's place, when the page opens or the connection is back."""
        tab, opening = actor.tab, actor.relay.opening
        await opening.sidebar(tab)
        room, _, message = self.router.url.path.removeprefix("/rooms/").strip("/").partition("/")
        room_id, message_id = _uuid(room), _uuid(message)
        if room_id is None:
            return
        kept, place = _kept(self.window, room_id, message)
        # A link leads to its message; a reload or a new connection there gives the reader's own place back.
        if message_id is not None and (kept is None or tab.room_id is not None):
            await opening.message(tab, room_id, message_id)
        else:
            # Where the room is open already (this state was forgotten meanwhile), what is on the screen stays there.
            await opening.room(tab, room_id, tab.window if tab.room_id == room_id else kept, place)

    @acting(silent=True)
    async def older(self, actor: Actor, room_id: uuid.UUID, floor: Seq, ceil: Number) -> None:
        """Load the page before the window."""
        await actor.relay.opening.widen(actor.tab, room_id, Window(floor, ceil), older=True)

    @acting(silent=True)
    async def newer(self, actor: Actor, room_id: uuid.UUID, floor: Seq, ceil: Number) -> None:
        """Load the page after a window that does not reach the live end."""
        await actor.relay.opening.widen(actor.tab, room_id, Window(floor, ceil), older=False)

    @acting(silent=True)
    async def latest(self, actor: Actor, room_id: uuid.UUID) -> None:
        """Jump to the live end."""
        await actor.relay.opening.room(actor.tab, room_id)

    @acting(silent=True)
    async def around(self, actor: Actor, room_id: uuid.UUID, seq: Seq) -> None:
        """Jump to a place, such as the first unread message."""
        window = Window(max(1, seq - 10), seq + 40)
        await actor.relay.opening.room(actor.tab, room_id, window, seq, focus=seq)

    @acting(silent=True)
    async def narrow(
        self, actor: Actor, room_id: uuid.UUID, floor: Number, ceil: Number, to_floor: Number, to_ceil: Number
    ) -> None:
        """Keep a part of the window: a page holds so many messages that it stays quick."""
        narrow(actor.tab, room_id, Window(floor, ceil), Window(to_floor, to_ceil))


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def _kept(window: Any, room_id: uuid.UUID, message: str = "") -> tuple[Window | None, int]:
    """Return the window and the place (a seq) in `room:floor:ceil:place:message`, which the tab has kept; None and 0 if
    that is of another address, or malformed."""
    room, *numbers, kept_message = (*str(window).split(":"), "")[:5]
    if _uuid(room) != room_id or kept_message != message:
        return None, 0
    if len(numbers) != 3 or not all(n.isdecimal() and len(n) < 10 for n in numbers):
        return None, 0
    floor, ceil, place = map(int, numbers)
    return Window(max(1, floor), ceil), place

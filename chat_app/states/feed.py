"""The room that this tab shows."""

import uuid
from typing import Any

import reflex as rx

from chat_app.live import opening, store
from chat_app.live.process import current, signed_in, tab_of
from chat_app.services.errors import NotAllowed
from chat_app.services.messages import Window


@store.holds("feed")
class FeedState(rx.State):
    """Entries: `m_<message id>` (MessageOut), `s_<room id>_<user id>` (ReaderOut) and `view`.

    What the tab keeps for a reload is in `window`."""

    window: str = rx.SessionStorage("", name="parley_window")

    @rx.event
    async def open(self) -> None:
        """A room's page opens, or its connection is back: sidebar and room, where the reader was."""
        tab, relay = tab_of(self), current().relay
        await opening.open_sidebar(relay, tab)
        room, _, message = self.router.url.path.removeprefix("/rooms/").strip("/").partition("/")
        room_id, message_id = _uuid(room), _uuid(message)
        if room_id is None:
            return
        kept, place = _kept(self.window, room_id, message)
        # A link leads to its message; a reload or a new connection there gives the reader's own place back.
        if message_id is not None and (kept is None or tab.room_id is not None):
            await opening.open_message(relay, tab, room_id, message_id)
        else:
            # Where the room is open already (this state was forgotten meanwhile), what is on the screen stays there.
            await opening.open_room(relay, tab, room_id, tab.window if tab.room_id == room_id else kept, place)

    @rx.event
    async def older(self, room_id: str, floor: int, ceil: int) -> None:
        """The page before the window."""
        await self._widen(room_id, floor, ceil, older=True)

    @rx.event
    async def newer(self, room_id: str, floor: int, ceil: int) -> None:
        """The page after a window that does not reach the live end."""
        await self._widen(room_id, floor, ceil, older=False)

    @rx.event
    async def latest(self, room_id: str) -> None:
        """Jump to the live end."""
        tab, _ = signed_in(self)
        if (wanted := _uuid(room_id)) is not None:
            await opening.open_room(current().relay, tab, wanted)

    @rx.event
    async def around(self, room_id: str, seq: int) -> None:
        """Jump to a place, such as the first unread message."""
        tab, _ = signed_in(self)
        if (wanted := _uuid(room_id)) is not None and type(seq) is int and 1 <= seq < 1 << 31:
            await opening.open_room(current().relay, tab, wanted, Window(max(1, seq - 10), seq + 40), seq, focus=seq)

    @rx.event
    async def narrow(self, room_id: str, floor: int, ceil: int, to_floor: int, to_ceil: int) -> None:
        """Keep a part of the window: a page holds so many messages that it stays quick."""
        tab, _ = signed_in(self)
        wanted, numbers = _uuid(room_id), (floor, ceil, to_floor, to_ceil)
        if wanted is not None and all(type(number) is int and 0 <= number < 1 << 31 for number in numbers):
            opening.narrow(tab, wanted, Window(floor, ceil), Window(to_floor, to_ceil))

    async def _widen(self, room_id: Any, floor: Any, ceil: Any, *, older: bool) -> None:
        tab, _ = signed_in(self)
        wanted = _uuid(room_id)
        if wanted is None or type(floor) is not int or type(ceil) is not int or not 1 <= floor < 1 << 31:
            return
        try:
            await opening.widen(current().relay, tab, wanted, Window(floor, max(0, ceil)), older=older)
        except NotAllowed:
            return


def _uuid(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except (ValueError, TypeError, AttributeError):
        return None


def _kept(window: Any, room_id: uuid.UUID, message: str = "") -> tuple[Window | None, int]:
    """The window that the tab kept, `room:floor:ceil:place:message`, if it is for this address and makes sense."""
    room, *numbers, kept_message = (*str(window).split(":"), "")[:5]
    if _uuid(room) != room_id or kept_message != message:
        return None, 0
    if len(numbers) != 3 or not all(n.isdecimal() and len(n) < 10 for n in numbers):
        return None, 0
    floor, ceil, place = map(int, numbers)
    return Window(max(1, floor), ceil), place

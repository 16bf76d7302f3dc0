"""A gap that is too large to be replayed: tabs that show the room get a fresh window at their place, with
*Jump to latest* below it, as after a long absence.

Such a tab receives nothing of the room until its window has been read again, a few windows at a time: later messages
would follow a hole, and anything in the window may have changed. Then the tab gets all of it in one step.
"""

import asyncio
import uuid

from chat_app.live.connections import Connections, Tab
from chat_app.live.opening import Opening
from chat_app.logs import log
from chat_app.services import messages
from chat_app.services.errors import NotAllowed
from chat_app.services.messages import PAGE, REPLAY, Window
from chat_app.services.parley import Parley

AT_ONCE = 2  # windows that are read at a time: tabs that open rooms come first
TRIES = 10
PAUSE = 1.0  # seconds between two tries


class LargeGaps:
    """Reads the windows of one process's tabs again after large gaps."""

    def __init__(self, parley: Parley, connections: Connections, opening: Opening) -> None:
        self._parley = parley
        self._connections = connections
        self._opening = opening
        self._turns = asyncio.Semaphore(AT_ONCE)

    def reload_windows(self, room_id: uuid.UUID, last_seq: int) -> None:
        """Read the windows of a room again; tabs at the live end have all messages up to `last_seq`."""
        for tab in tuple(self._connections.of("room", room_id)):
            if tab.window is None:
                continue
            live = tab.window.ceil == 0
            if live:  # it does not reach the live end any more, so that no page is added to a hole
                floor = max(tab.window.floor, last_seq - REPLAY + PAGE + 1)
                tab.window = Window(floor, max(floor, last_seq))
            self._connections.part(tab, "room", room_id)
            self._parley.run_in_background(self._refresh(tab, room_id, live))

    async def _refresh(self, tab: Tab, room_id: uuid.UUID, live: bool) -> None:
        """Read a tab's window anew, longer if it was at the live end. After `TRIES` failures the tab reconnects."""
        for _ in range(TRIES):
            try:
                async with self._turns:
                    if tab.room_id != room_id or await self._read(tab, room_id, live):
                        return
            except NotAllowed:
                return  # the person's feed has told the tab
            except Exception:
                log.exception("window_not_renewed", room=str(room_id))
                await asyncio.sleep(PAUSE)
        tab.reconnect()

    async def _read(self, tab: Tab, room_id: uuid.UUID, live: bool) -> bool:
        """Return whether the tab has what it should have."""
        who, window = tab.signed_in, tab.window
        if who is None or window is None:
            return True
        wanted = Window(window.floor, window.floor + REPLAY - 1) if live else window
        return await self._opening.show(
            tab, who, room_id,
            lambda: messages.open_window(self._parley, who.user_id, room_id, wanted), of=window,
        )  # fmt: skip

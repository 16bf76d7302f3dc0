"""Presence in one process: claims for the people of its tabs, and statuses of all people to its tabs.

A person is online while a tab is in use, away while all their tabs are idle, and gone `GRACE` seconds after the last
tab has gone. Each change is one frame for all tabs that may know that person; guests know the people of their rooms.
"""

import asyncio
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress

import orjson

from chat_app.live.broadcast import push
from chat_app.live.connections import NO_ID, Connections, Tab
from chat_app.live.entries import AROUND, STATUSES
from chat_app.live.store import Delta
from chat_app.schemas.screen import Around, StatusOut
from chat_app.services import visibility
from chat_app.services.parley import Parley
from chat_app.services.presence import GRACE

PAUSE = 1.0  # seconds between two frames about presence: a thousand people who arrive together are a few frames, and
# no person can make all screens flicker
CIRCLES = 2.0  # seconds between two reads of whom guests know


class Attendance:
    """Claims a status for each person with a tab, and sends what all processes claim. `tick` counts the frames sent: a
    snapshot and later changes carry it, so that a browser never lays an older change over a newer snapshot."""

    def __init__(self, parley: Parley, connections: Connections) -> None:
        self.tick = 0
        self._encoded: tuple[int, orjson.Fragment] = (-1, orjson.Fragment(b""))
        self._parley = parley
        self._presence = parley.presence
        self._connections = connections
        self._due: dict[uuid.UUID, float] = {}  # when to claim what tabs of a person show, by the loop's clock
        self._circles: dict[uuid.UUID, set[uuid.UUID]] = {}  # whom the guests with tabs here know
        connections.on_person = self.update

    def update(self, user_id: uuid.UUID) -> None:
        """Claim a person's status anew after one of their tabs has come, gone, become idle, or been used."""
        wanted = self._wanted(user_id)
        if wanted == self._presence.mine.get(user_id, ""):
            self._due.pop(user_id, None)
        else:
            self._due[user_id] = asyncio.get_running_loop().time() + (0 if wanted else GRACE)
            self._presence.news.set()

    async def watch(self) -> None:
        """Claim and send changes, for ever: the first at once, later ones together after `PAUSE` seconds."""
        loop = asyncio.get_running_loop()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(min(self._due.values(), default=None)):
                    await self._presence.news.wait()
            self._presence.news.clear()
            due = [user_id for user_id, moment in self._due.items() if moment <= loop.time()]
            if due:
                self._presence.claim({user_id: self._wanted(user_id) for user_id in due})
            for user_id in due:
                del self._due[user_id]
            if changes := self._presence.changes():
                self._show(changes)
                await asyncio.sleep(PAUSE)

    def snapshot(self, tab: Tab) -> Delta:
        """Return the statuses of all people whom a tab may know. Replaces all statuses that the tab has."""
        if ("everyone", NO_ID) in tab.audiences:
            return {AROUND.store: {AROUND.key: self._everybody()}}
        circle = self._circles.get(tab.signed_in.user_id, set()) if tab.signed_in else set()
        return AROUND.of(self._around(lambda user_id: user_id in circle))

    def _everybody(self) -> orjson.Fragment:
        """Return the entry of all people, encoded once between two changes: a thousand tabs may arrive together."""
        tick, encoded = self._encoded
        if tick != self.tick:
            encoded = orjson.Fragment(orjson.dumps(self._around(lambda user_id: True)))
            self._encoded = self.tick, encoded
        return encoded

    def _around(self, known: Callable[[uuid.UUID], bool]) -> Around:
        people = {str(user_id): status for user_id, status in self._presence.around().items() if known(user_id)}
        return Around(str(self._presence.board.process_id()), self.tick, people)

    def tabs_that_know(self, person_id: str) -> list[Tab]:
        """Return the tabs here that may know of a person."""
        user_id = uuid.UUID(person_id)
        guests = (guest for guest, circle in self._circles.items() if user_id in circle)
        return [*self._connections.of("everyone"), *(tab for guest in guests for tab in self._loaded(guest))]

    async def load_circle(self, guest_id: uuid.UUID) -> None:
        """Read whom a guest knows; needed before the first snapshot for their tab."""
        self._circles |= await visibility.circles(self._parley, [guest_id])

    async def refresh_circles(self) -> None:
        """Read again every `CIRCLES` seconds, for ever, whom the guests here know; changes are sent as snapshots."""
        while True:
            await asyncio.sleep(CIRCLES)
            self._circles = {each: circle for each, circle in self._circles.items() if any(self._of(each))}
            if self._circles:
                found = await visibility.circles(self._parley, list(self._circles))
                moved = [each for each, circle in found.items() if circle != self._circles[each]]
                self._circles |= found
                for tab in (tab for guest_id in moved for tab in self._loaded(guest_id)):
                    push([tab], self.snapshot(tab))

    def _wanted(self, user_id: uuid.UUID) -> str:
        tabs = tuple(self._of(user_id))
        return "online" if any(not tab.idle for tab in tabs) else "away" if tabs else ""

    def _of(self, user_id: uuid.UUID) -> Iterable[Tab]:
        return self._connections.of("user", user_id)

    def _loaded(self, user_id: uuid.UUID) -> list[Tab]:
        return [tab for tab in self._of(user_id) if tab.loaded]

    def _show(self, changes: dict[uuid.UUID, str]) -> None:
        """Send changes, as one frame for all tabs that may know the same people."""
        self.tick += 1
        board, since = str(self._presence.board.process_id()), int(time.time() * 1000)
        audiences: dict[frozenset[uuid.UUID], list[Tab]] = defaultdict(list)
        audiences[frozenset(changes)] += self._connections.of("everyone")
        for guest_id, circle in self._circles.items():
            if known := circle & changes.keys():
                audiences[frozenset(known)] += self._loaded(guest_id)
        for known, tabs in audiences.items():
            statuses = {each: StatusOut(changes[each] or "offline", board, self.tick, since) for each in known}
            push(tabs, STATUSES.under(statuses))

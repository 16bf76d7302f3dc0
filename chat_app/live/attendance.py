"""Who is around, from the tabs of this process to the tabs of this process.

Tabs come and go; a person is online while one of theirs is in use, away while all are idle, and gone `GRACE` seconds
after the last one. What changes anywhere is one delta for all tabs that may know that person: everybody's but guests',
who know the people of their rooms.
"""

import asyncio
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from chat_app.live.broadcast import push
from chat_app.live.connections import Connections, Tab
from chat_app.live.entries import AROUND, STATUSES
from chat_app.live.store import Delta
from chat_app.schemas.screen import Around, StatusOut
from chat_app.services import visibility
from chat_app.services.parley import Parley
from chat_app.services.presence import GRACE

PAUSE = 1.0  # seconds between two changes of one person, so that nobody can make all screens flicker
CALM = 0.5  # seconds between two frames about presence: a thousand people who arrive together are a few frames
CIRCLES = 2.0  # seconds between two looks at whom guests know


class Attendance:
    """Claims what tabs show, and shows what is claimed. `tick` counts what has been sent: a snapshot and the changes
    after it carry it, so that a browser never lays an older change over a newer snapshot."""

    def __init__(self, parley: Parley, connections: Connections) -> None:
        self.tick = 0
        self._parley = parley
        self._presence = parley.presence
        self._connections = connections
        self._timers: dict[uuid.UUID, asyncio.TimerHandle] = {}
        self._told_at: dict[uuid.UUID, float] = {}
        self._claims: dict[uuid.UUID, str] = {}  # to be claimed together
        self._news: dict[uuid.UUID, str] = {}  # to be shown together
        self._calm_from = 0.0
        self._circles: dict[uuid.UUID, set[uuid.UUID]] = {}  # whom the guests behind our tabs know
        connections.on_person = self.look
        parley.presence.changed = self._hear

    def look(self, user_id: uuid.UUID) -> None:
        """A tab of somebody has come, gone, fallen idle, or been touched again."""
        if timer := self._timers.pop(user_id, None):
            timer.cancel()
        wanted = self._wanted(user_id)
        if wanted == self._presence.mine.get(user_id, ""):
            return
        loop = asyncio.get_running_loop()
        wait = self._told_at.get(user_id, 0.0) + PAUSE - loop.time() if wanted else GRACE
        self._timers[user_id] = loop.call_later(max(0.0, wait), self._tell, user_id)

    def snapshot(self, tab: Tab) -> Delta:
        """Everybody who is around, as far as this tab may know: it replaces all that the tab has heard before."""
        around = self._presence.around()
        if "everyone" not in tab.audiences:
            circle = self._circles.get(tab.signed_in.user_id, set()) if tab.signed_in else set()
            around = {user_id: status for user_id, status in around.items() if user_id in circle}
        people = {str(user_id): status for user_id, status in around.items()}
        return AROUND.of(Around(str(self._presence.board.process_id()), self.tick, people))

    def knowers(self, person_id: str) -> list[Tab]:
        """The tabs here that may know of a person."""
        user_id = uuid.UUID(person_id)
        guests = (guest for guest, circle in self._circles.items() if user_id in circle)
        return [*self._connections.of("everyone"), *(tab for guest in guests for tab in self._loaded(guest))]

    async def meet(self, guest_id: uuid.UUID) -> None:
        """Find out whom a guest knows, before their tab is told of anybody."""
        self._circles |= await visibility.circles(self._parley, [guest_id])

    async def keep_meeting(self) -> None:
        """Find out again and again whom the guests here know: they are put into rooms, others leave; for ever."""
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
        return self._connections.of(f"user:{user_id}")

    def _loaded(self, user_id: uuid.UUID) -> list[Tab]:
        return [tab for tab in self._of(user_id) if tab.loaded]

    def _tell(self, user_id: uuid.UUID) -> None:
        self._timers.pop(user_id, None)
        wanted = self._wanted(user_id)
        if wanted:
            self._told_at[user_id] = asyncio.get_running_loop().time()
        else:
            self._told_at.pop(user_id, None)
        if not self._claims:
            asyncio.get_running_loop().call_soon(self._claim)
        self._claims[user_id] = wanted

    def _claim(self) -> None:
        claims, self._claims = self._claims, {}
        self._presence.claim(claims)

    def _hear(self, changes: Mapping[uuid.UUID, str]) -> None:
        """The first change is shown at once, then all that come within a moment together."""
        if not self._news:
            loop = asyncio.get_running_loop()
            loop.call_at(max(self._calm_from, loop.time()), self._show)
        self._news |= changes

    def _show(self) -> None:
        """One frame for all who may know the same of these people: for one person, that is one for everybody."""
        changes, self._news = self._news, {}
        self._calm_from = asyncio.get_running_loop().time() + CALM
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

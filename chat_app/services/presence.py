"""Who is around: one status a person, over all their tabs at all processes; and when they were last seen.

Each process claims the people whose tabs it has. A claim goes onto the board first and over the bus then, so that who
hears of it never reads an older board afterwards; the boards are read every few seconds, which finds what the bus lost
and whom a killed process has left behind.
"""

import asyncio
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Uuid, bindparam, select, text
from sqlmodel import col

from chat_app.adapters.presence import TTL, Claims, PresenceBoard
from chat_app.events import PresenceChanged
from chat_app.models import Sighting, now
from chat_app.models.columns import UtcDateTime

if TYPE_CHECKING:
    from chat_app.services.parley import Parley

log = structlog.get_logger()

BEAT = 4.0  # seconds between two looks at the boards; every second time one's own is written anew
KEPT = 75  # beats between two times that the people here are kept as seen: five minutes
GRACE = 5.0  # seconds in which a person may be without a tab before anybody is told
BEST = ("online", "away", "")
_SEEN = text(
    "INSERT INTO sightings (user_id, at) VALUES (:user_id, :at) "
    "ON CONFLICT (user_id) DO UPDATE SET at = excluded.at WHERE sightings.at < excluded.at"
).bindparams(bindparam("user_id", type_=Uuid), bindparam("at", type_=UtcDateTime))


class Presence:
    """What one process knows of who is around. `changed` hears of everybody whose status has become another one."""

    def __init__(self, board: PresenceBoard) -> None:
        self.board = board
        self.mine: Claims = {}
        self.changed: Callable[[Mapping[uuid.UUID, str]], None] = lambda statuses: None
        self._others: dict[uuid.UUID, Claims] = {}
        self._shown: Claims = {}
        self._unsaid: Claims = {}  # changes of ours that are not on the board yet
        self._unseen: set[uuid.UUID] = set()  # people gone whose sighting is not stored yet
        self._news = asyncio.Event()
        self._heard: list[PresenceChanged] | None = None  # while the boards are being read
        self._read_at = 0.0

    def status(self, user_id: uuid.UUID) -> str:
        """`online`, `away`, or an empty text for somebody without a tab anywhere."""
        claims = {each.get(user_id, "") for each in (self.mine, *self._others.values())}
        return next((status for status in BEST if status in claims), "")

    def online(self, ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        """Who of these people is at a tab right now, anywhere."""
        return {each for each in ids if self.status(each) == "online"}

    def around(self) -> Mapping[uuid.UUID, str]:
        """Everybody who has a tab anywhere, with their status."""
        return self._shown

    def claim(self, changes: Mapping[uuid.UUID, str]) -> None:
        """Say what has become of people with tabs here (empty: none any more). Never waits."""
        for user_id, status in changes.items():
            if status:
                self.mine[user_id] = status
            else:
                self.mine.pop(user_id, None)
        self._unsaid.update(changes)
        self._settle(changes)
        self._news.set()

    def receive(self, event: PresenceChanged) -> None:
        """Another process has said something."""
        if event.about == self.board.process_id():
            return
        if self._heard is not None:
            self._heard.append(event)
        self._settle(self._note(event))

    async def say(self, parley: "Parley") -> None:
        """Carry claims to the board and over the bus, and keep when people were last seen; for ever."""
        while True:
            await self._news.wait()
            self._news.clear()
            if changes := self._unsaid:
                self._unsaid = {}
                await self.board.write(changes)
                claims = {str(user_id): status for user_id, status in changes.items()}
                parley.announce(PresenceChanged(self.board.process_id(), claims))
            if gone := self._unseen:
                self._unseen = set()
                await remember(parley, gone)
            await asyncio.sleep(0.05)  # many come and go at once when a process ends: they share a frame

    async def beat(self, parley: "Parley") -> None:
        """Renew what is on the board, and read the others'; for ever."""
        beats = 0
        while True:
            if beats % 2 == 0 or self.board.young:
                await self.board.keep(self.mine)
            await self.look()
            await asyncio.sleep(BEAT)
            beats += 1
            if beats % KEPT == 0 and self.mine:
                await remember(parley, self.mine)  # for when everything ends at once

    async def leave(self, parley: "Parley") -> None:
        """This process ends: its people have a moment to come to others, which tell of those who don't."""
        await self.board.leave(GRACE + 1)
        if self.mine:
            await remember(parley, self.mine)

    async def look(self) -> None:
        """Read the boards of the others. While they cannot be read, what is known counts for as long as a claim lasts;
        while they are young, what is known and not contradicted: an empty board does not mean that nobody is there."""
        self._heard = []
        found = await self.board.read()
        heard, self._heard = self._heard, None
        moment = asyncio.get_running_loop().time()
        if found is None and moment - self._read_at < TTL:
            return
        if found is not None:
            self._read_at = moment
        known = {user_id for claims in self._others.values() for user_id in claims}
        if found is not None and self.board.young:
            found = {each: {**self._others.get(each, {}), **found.get(each, {})} for each in {*self._others, *found}}
        self._others = found or {}
        for event in heard:
            known |= self._note(event)
        self._settle(known | {user_id for claims in self._others.values() for user_id in claims})

    def _note(self, event: PresenceChanged) -> set[uuid.UUID]:
        claims = self._others.setdefault(event.about, {})
        changes = {uuid.UUID(key): status for key, status in event.claims.items()}
        claims.update(changes)
        return set(changes)

    def _settle(self, ids: Iterable[uuid.UUID]) -> None:
        """Tell of those whose status has become another one."""
        changes: dict[uuid.UUID, str] = {}
        for user_id in set(ids):
            status = self.status(user_id)
            if status == self._shown.get(user_id, ""):
                continue
            changes[user_id] = status
            if status:
                self._shown[user_id] = status
            else:
                self._shown.pop(user_id, None)
                self._unseen.add(user_id)
                self._news.set()
        if changes:
            self.changed(changes)


async def remember(parley: "Parley", ids: Iterable[uuid.UUID]) -> None:
    """Keep that people were here until now. Failing to is logged: it is no reason to stop."""
    seen = [{"user_id": user_id, "at": now()} for user_id in sorted(ids)]
    try:
        async with parley.database.connection() as connection:
            await connection.execute(_SEEN, seen)
    except Exception:
        log.exception("sightings_not_kept", people=len(seen))


async def last_seen(parley: "Parley", user_id: uuid.UUID) -> datetime | None:
    """When somebody's last tab closed, or None for somebody never seen."""
    async with parley.database.read() as session:
        found = select(col(Sighting.at)).where(col(Sighting.user_id) == user_id)
        return (await session.execute(found)).scalar_one_or_none()

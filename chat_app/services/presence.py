"""Who is around: one status a person, over all their tabs at all processes; and when they were last seen.

Each process claims the people whose tabs it has. A claim goes onto the board first and over the bus then, so that who
hears of it never reads an older board afterwards; the boards are read every few seconds, which finds what the bus lost
and whom a killed process has left behind.
"""

import asyncio
import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

import structlog
from sqlalchemy import Uuid, bindparam, text

from chat_app.adapters.database import Database
from chat_app.adapters.presence import TTL, Claims, PresenceBoard
from chat_app.events import PresenceChanged
from chat_app.models import now
from chat_app.models.columns import UtcDateTime

log = structlog.get_logger()

BEAT = 4.0  # seconds between two looks at the boards, at which this process writes its own anew
KEPT = 75  # beats between two times that the people here are kept as seen: five minutes
GRACE = 5.0  # seconds in which a person may be without a tab before others are told
GATHER = 0.05  # seconds: many come and go at once when a process ends, and share a frame
BEST = ("online", "away", "")
_SEEN = text(
    "INSERT INTO sightings (user_id, at) VALUES (:user_id, :at) "
    "ON CONFLICT (user_id) DO UPDATE SET at = excluded.at WHERE sightings.at < excluded.at"
).bindparams(bindparam("user_id", type_=Uuid), bindparam("at", type_=UtcDateTime))


class Presence:
    """Who is around, as one process knows it. `news` is set when a person's status has changed; `changes` then tells
    whose."""

    def __init__(self, board: PresenceBoard, database: Database) -> None:
        self.board = board
        self.mine: Claims = {}
        self.news = asyncio.Event()
        self._database = database
        self._others: dict[uuid.UUID, Claims] = {}
        self._shown: Claims = {}
        self._changes: Claims = {}  # of `_shown`, that nobody has asked for yet
        self._unsaid: Claims = {}  # changes of this process that are not on the board yet
        self._unseen: set[uuid.UUID] = set()  # people gone whose sighting is not stored yet
        self._work = asyncio.Event()
        self._heard: list[PresenceChanged] | None = None  # while the boards are being read
        self._read_at = 0.0

    def status(self, user_id: uuid.UUID) -> str:
        """Return `online`, `away`, or an empty text for a person without a tab anywhere."""
        claims = {each.get(user_id, "") for each in (self.mine, *self._others.values())}
        return next((status for status in BEST if status in claims), "")

    def online(self, ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        """Who of these people is at a tab right now, anywhere."""
        return {each for each in ids if self.status(each) == "online"}

    def around(self) -> Mapping[uuid.UUID, str]:
        """Everybody who has a tab anywhere, with their status."""
        return self._shown

    def changes(self) -> Claims:
        """Whose status has become another one since this was asked last, and which."""
        changes, self._changes = self._changes, {}
        return changes

    def claim(self, changes: Mapping[uuid.UUID, str]) -> None:
        """Say what has become of people with tabs here (empty: none any more). Never waits."""
        for user_id, status in changes.items():
            if status:
                self.mine[user_id] = status
            else:
                self.mine.pop(user_id, None)
        self._unsaid.update(changes)
        self._compare(changes)
        self._work.set()

    def receive(self, event: PresenceChanged) -> None:
        """Another process has said something."""
        if event.about == self.board.process_id():
            return
        if self._heard is not None:
            self._heard.append(event)
        self._compare(self._note(event))

    async def run(self, announce: Callable[[PresenceChanged], None]) -> None:
        """Carry claims to the board and over the bus, renew them, read what others claim, and keep when people were
        last seen; for ever."""
        loop, beats, next_beat = asyncio.get_running_loop(), 0, 0.0
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(next_beat):
                    await self._work.wait()
            self._work.clear()
            await self._say(announce)
            if loop.time() >= next_beat:
                await self.board.keep(self.mine)
                await self.look()
                beats, next_beat = beats + 1, loop.time() + BEAT
                if beats % KEPT == 0:
                    await self.remember(self.mine)  # for when everything ends at once
            await asyncio.sleep(GATHER)

    async def leave(self) -> None:
        """This process ends: its people have a moment to come to others, which tell of those who don't."""
        await self.board.leave(GRACE + 1)
        await self.remember(self.mine)

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
        self._compare(known | {user_id for claims in self._others.values() for user_id in claims})

    def _note(self, event: PresenceChanged) -> set[uuid.UUID]:
        claims = self._others.setdefault(event.about, {})
        changes = {uuid.UUID(key): status for key, status in event.claims.items()}
        claims.update(changes)
        return set(changes)

    async def _say(self, announce: Callable[[PresenceChanged], None]) -> None:
        if changes := self._unsaid:
            self._unsaid = {}
            await self.board.write(changes)
            announce(PresenceChanged(self.board.process_id(), {str(each): said for each, said in changes.items()}))
        gone, self._unseen = self._unseen, set()
        await self.remember(gone)

    def _compare(self, ids: Iterable[uuid.UUID]) -> None:
        """Note those whose status has become another one."""
        for user_id in set(ids):
            status = self.status(user_id)
            if status == self._shown.get(user_id, ""):
                continue
            self._changes[user_id] = status
            self.news.set()
            if status:
                self._shown[user_id] = status
            else:
                self._shown.pop(user_id, None)
                self._unseen.add(user_id)
                self._work.set()

    async def remember(self, ids: Iterable[uuid.UUID]) -> None:
        """Keep that people were here until now. Failing to is logged: it is no reason to stop."""
        if not (seen := [{"user_id": user_id, "at": now()} for user_id in sorted(ids)]):
            return
        try:
            async with self._database.connection() as connection:
                await connection.execute(_SEEN, seen)
        except Exception:
            log.exception("sightings_not_kept", people=len(seen))

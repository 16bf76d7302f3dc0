"""All people in one process: relays what they show of themselves, in version order, and repairs what the bus lost.

It is to people what `room_feed` is to a room: rules R3, R6 and R7, on the workspace's `people_version`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

import structlog

from chat_app.events import ProfileChanged
from chat_app.live.attendance import Attendance
from chat_app.live.broadcast import push
from chat_app.live.people import People
from chat_app.schemas import PersonOut
from chat_app.services.profiles import Profiles

log = structlog.get_logger()

Read = Callable[[int], Awaitable[Profiles]]


class PeopleFeed:
    """`watermark` is the version up to which all has been relayed; None until this process has looked once."""

    def __init__(self, people: People, attendance: Attendance, read: Read) -> None:
        self.watermark: int | None = None
        self._people = people
        self._attendance = attendance
        self._read = read
        self._repair: asyncio.Task[None] | None = None

    def receive(self, event: ProfileChanged) -> None:
        """Relay the next thing, drop what is known, repair a gap."""
        if self.watermark is None or event.version > self.watermark + 1:
            self.hear(event.version)
        elif event.version == self.watermark + 1:
            self._relay(event.version, (event.person,))

    def hear(self, version: int) -> None:
        """The people are said to have reached a version: repair if that is news."""
        if self.watermark is None:
            self.watermark = version - 1 if version else 0  # whoever comes from here on reads what was before
        if version > self.watermark and (self._repair is None or self._repair.done()):
            self._repair = asyncio.create_task(self._catch_up(), name="people-repair")

    async def _catch_up(self) -> None:
        try:
            found = await self._read(self.watermark or 0)
        except Exception:
            log.exception("people_repair_failed")
            return  # the sweep asks again
        if found.version > (self.watermark or 0):
            self._relay(found.version, found.people)

    def _relay(self, version: int, people: Iterable[PersonOut]) -> None:
        self.watermark = version
        self._people.learn(people)
        for person in people:
            push(self._attendance.knowers(person.id), self._people.entries([person.id]))

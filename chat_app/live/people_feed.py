"""All people in one process: relays what they show of themselves, on the workspace's `people_version`."""

from collections.abc import Awaitable, Callable

from chat_app.events import ProfileChanged
from chat_app.live.attendance import Attendance
from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.feed import VersionedFeed
from chat_app.live.people import People
from chat_app.services.profiles import Profiles

Read = Callable[[int], Awaitable[Profiles]]


class PeopleFeed(VersionedFeed[ProfileChanged, Profiles]):
    """It starts just before the first version that it hears of: tabs that come from then on have read what was
    before."""

    def __init__(self, connections: Connections, people: People, attendance: Attendance, read: Read) -> None:
        super().__init__(connections)
        self._people = people
        self._attendance = attendance
        self._read_since = read

    def receive(self, change: ProfileChanged) -> None:
        """Relay the next thing, drop what is known, repair a gap."""
        self.begin(Profiles(change.version - 1, ()))
        super().receive(change)

    def hear(self, version: int) -> None:
        """The people are said to have reached a version: repair if that is news."""
        self.begin(Profiles(max(0, version - 1), ()))
        super().hear(version)

    async def _read(self, version: int) -> Profiles:
        return await self._read_since(version)

    def _relay(self, news: ProfileChanged | Profiles, before: int) -> None:
        people = news.people if isinstance(news, Profiles) else (news.person,)
        self._people.learn(people)
        for person in people:
            push(self._attendance.knowers(person.id), self._people.entries([person.id]))

"""All people in one process: relays changes of their profiles, on the workspace's `people_version`."""

from chat_app.events import ProfileChanged
from chat_app.live.attendance import Attendance
from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.feed import Read, VersionedFeed
from chat_app.live.people import People
from chat_app.services.profiles import Profiles


class PeopleFeed(VersionedFeed[ProfileChanged, Profiles]):
    """Starts just before the first version that is announced: later tabs have read what was before."""

    def __init__(self, connections: Connections, people: People, attendance: Attendance, read: Read[Profiles]) -> None:
        super().__init__(connections, read)
        self._people = people
        self._attendance = attendance

    def receive(self, change: ProfileChanged) -> None:
        """Relay the next change, drop a known one, repair a gap."""
        self.begin(Profiles(change.version - 1, ()))
        super().receive(change)

    def check_version(self, version: int) -> None:
        """Repair when an announced version is newer than what was relayed."""
        self.begin(Profiles(max(0, version - 1), ()))
        super().check_version(version)

    def _relay(self, news: ProfileChanged | Profiles, before: int) -> None:
        people = news.people if isinstance(news, Profiles) else (news.person,)
        self._people.learn(people)
        for person in people:
            push(self._attendance.tabs_that_know(person.id), self._people.entries([person.id]))

"""The newest state of each person that this process knows, so that no tab ever gets an older state later."""

from collections.abc import Iterable
from dataclasses import replace

from chat_app.live.entries import PEOPLE
from chat_app.live.store import Delta
from chat_app.schemas import PersonOut


class People:
    """The known people; the higher `version` of two states is the newer."""

    def __init__(self) -> None:
        self._known: dict[str, PersonOut] = {}
        self._versions: dict[str, int] = {}

    def learn(self, people: Iterable[PersonOut]) -> None:
        """Take states of an event or a query. Where nothing but the version has changed, the entry stays as it is, so
        that browsers have nothing to draw again."""
        for person in people:
            if person.version <= self._versions.get(person.id, 0):
                continue
            self._versions[person.id] = person.version
            known = self._known.get(person.id)
            if known is None or replace(person, version=known.version) != known:
                self._known[person.id] = person

    def entries(self, ids: Iterable[str]) -> Delta:
        """A delta with those of these people who are known."""
        return PEOPLE.of(self._known[each] for each in ids if each in self._known)

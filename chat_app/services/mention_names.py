"""Finding names in a text: whom a post may mention, and which rooms it may point at."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

EVERYBODY = ("here", "room")

_CANDIDATE = re.compile(r"[@#]\w")
_LINK = re.compile(r"://|www\.|\w\.\w|[A-Za-z0-9#@&=+%?]$")
_CJK = "\u2e80"  # scripts from here on are written without spaces


def worth_reading(text: str) -> bool:
    """Whether there can be a mention in a text at all."""
    return _CANDIDATE.search(text) is not None


@dataclass(frozen=True, slots=True)
class Names:
    """The people of one room, and the open rooms: names in lower case, each with the ids that it stands for.

    A first name that only one person has stands for that person too. Rooms that are not open are not here, so that no
    text can find out whether they exist.
    """

    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()  # of all these names, the longest first

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]], rooms: Iterable[tuple[str, str]] = ()) -> "Names":
        """From pairs of id and name."""
        full: dict[str, tuple[str, ...]] = {}
        first: dict[str, tuple[str, ...]] = {}
        for key, name in people:
            lower = name.lower()
            full[lower] = (*full.get(lower, ()), key)
            first[lower.split()[0]] = (*first.get(lower.split()[0], ()), key)
        alone = {name: keys for name, keys in first.items() if len(keys) == 1}
        everybody = {each: (each,) for each in EVERYBODY}
        known, places = {**alone, **full, **everybody}, {name.lower(): key for key, name in rooms}
        return cls(known, places, tuple(sorted({len(name) for name in (*known, *places)}, reverse=True)))

    def person(self, text: str, at: int) -> tuple[int, tuple[str, ...]] | None:
        """Whom `@…` at a place of a text names: where the longest such name ends, and the ids."""
        end = self._longest(self.people, text, at)
        return (end, self.people[text[at + 1 : end].lower()]) if end else None

    def room(self, text: str, at: int) -> tuple[int, str] | None:
        """Which room `#…` at a place of a text names: where its name ends, and its id."""
        end = self._longest(self.rooms, text, at)
        return (end, self.rooms[text[at + 1 : end].lower()]) if end else None

    def _longest(self, names: Mapping[str, object], text: str, at: int) -> int:
        """Where the longest name after the sign ends, or 0."""
        before = text[max(0, at - 200) : at]
        if before and not before[-1].isspace() and _LINK.search(before.split()[-1]):
            return 0  # part of an address, or of a word
        for length in self.lengths:
            end = at + 1 + length
            if end > len(text):
                continue
            if text[at + 1 : end].lower() in names and not (end < len(text) and _joined(text[end - 1], text[end])):
                return end
        return 0


def _joined(last: str, following: str) -> bool:
    """Whether a word goes on from one letter to the next."""
    return last.isalnum() and following.isalnum() and last < _CJK

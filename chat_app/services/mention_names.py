"""Finding names in a text: whom a post may mention, and which rooms it may point at."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from chat_app import words

EVERYBODY = ("here", "room")

_CANDIDATE = re.compile(r"[@#]\S")
_LINK = re.compile(r"://|www\.|\w\.\w|[A-Za-z0-9#@&=+%?]$")


def worth_reading(text: str) -> bool:
    """Whether there can be a mention in a text at all."""
    return _CANDIDATE.search(text) is not None


@dataclass(frozen=True, slots=True)
class Names:
    """The people of one room, and the open rooms: names folded (`words.fold_name`), each with the ids
    that it stands for.

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
            whole = words.fold_name(name)
            if whole:
                full[whole] = (*full.get(whole, ()), key)
                first[whole.split()[0]] = (*first.get(whole.split()[0], ()), key)
        alone = {name: keys for name, keys in first.items() if len(keys) == 1}
        everybody = {each: (each,) for each in EVERYBODY}
        known, places = {**alone, **full, **everybody}, {words.fold_name(name): key for key, name in rooms}
        places.pop("", None)
        return cls(known, places, tuple(sorted({len(name) for name in (*known, *places)}, reverse=True)))

    def find(self, text: str, at: int) -> tuple[int, tuple[str, ...] | str] | None:
        """Whom `@…`, or which room `#…`, at a place of a text names: where the longest such name ends, and the ids of
        the people, or the room's."""
        names = self.people if text[at] == "@" else self.rooms
        before = text[max(0, at - 200) : at]
        if before and not before[-1].isspace() and _LINK.search(before.split()[-1]):
            return None  # part of an address, or of a word
        folded = words.aligned(text)
        start = bisect_left(folded.places, at + 1)
        for length in self.lengths:
            end = start + length
            name = folded.text[start:end]
            if len(name) < length or name not in names:
                continue
            stops, following = folded.origin(end), folded.text[end : end + 1]
            if stops is not None and not (following and words.goes_on(name[-1], following)):
                return stops, names[name]
        return None

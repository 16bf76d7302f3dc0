"""What people type into the search box: words, "phrases", and `from: in: before: after: has:link`."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from chat_app.services.errors import Invalid
from chat_app.services.rooms import fold

_PART = re.compile(r'(?:(from|in|before|after|has):)?(?:"([^"]*)"|(\S+))', re.IGNORECASE)
WORDS = re.compile(r"[^\W_]+")
LIMIT = 200  # characters


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`terms` are runs of folded words: one word, of which the beginning is enough, or a phrase of several."""

    terms: tuple[tuple[str, ...], ...] = ()
    people: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    before: datetime | None = None
    after: datetime | None = None
    link: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.terms or self.people or self.rooms or self.before or self.after or self.link)


def parse(text: str) -> SearchQuery:
    """Understand a query. Raises Invalid with a sentence for a date or a filter that makes no sense."""
    terms: list[tuple[str, ...]] = []
    named: dict[str, list[str]] = {"from": [], "in": []}
    before = after = None
    link = False
    for key, phrase, word in _PART.findall(text[:LIMIT]):
        value, key = phrase or word, key.lower()
        if key in named:
            named[key].append(fold(value.lstrip("@#")))
        elif key == "before":
            before = _day(value)
        elif key == "after":
            after = _day(value) + timedelta(days=1)
        elif key == "has":
            if value.lower() != "link":
                raise Invalid("After has: only link is understood.", "query")
            link = True
        elif words := tuple(WORDS.findall(fold(value))):
            terms.append(words)
    return SearchQuery(tuple(terms), tuple(named["from"]), tuple(named["in"]), before, after, link)


def _day(value: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
    except ValueError:
        raise Invalid("A date looks like 2026-11-21.", "query") from None

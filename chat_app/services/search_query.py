"""What people type into the search box: words, "phrases", and `from: in: before: after: on: has:link`."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from chat_app import words
from chat_app.services.errors import Invalid

_PART = re.compile(r'(?:(from|in|before|after|on|has):)?(?:"([^"]*)"|(\S+))', re.IGNORECASE)
DAYS = re.compile(r"\b(before|after|on):", re.IGNORECASE)
LIMIT = 200  # characters
NOTHING = "Search finds words, numbers and emoji. There is none in what you typed."


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`terms` are runs of folded words that follow each other; of the last, the beginning is enough."""

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


def parse(text: str, zone: tzinfo = UTC) -> SearchQuery:
    """Understand a query, whose days are those of a time zone.

    Raises Invalid with a sentence for a date or a filter that makes no sense, and for what holds nothing to search.
    """
    terms: list[tuple[str, ...]] = []
    named: dict[str, list[str]] = {"from": [], "in": []}
    before = after = None
    link, lost = False, False
    for key, phrase, word in _PART.findall(text[:LIMIT]):
        value, key = phrase or word, key.lower()
        if key in named:
            named[key].append(_name(value, key))
        elif key == "before":
            before = _day(value, zone)
        elif key == "after":
            after = _day(value, zone, later=1)
        elif key == "on":
            after, before = _day(value, zone), _day(value, zone, later=1)
        elif key == "has":
            if value.lower() != "link":
                raise Invalid("After has: only link is understood.", "query")
            link = True
        elif found := words.asked(value):
            terms.append(found)
        else:
            lost = True
    query = SearchQuery(tuple(terms), tuple(named["from"]), tuple(named["in"]), before, after, link)
    if lost and not query.terms:
        raise Invalid(NOTHING, "query")
    return query


def _name(value: str, key: str) -> str:
    """A name after `from:` or `in:`, folded. Raises Invalid where nothing of it is left."""
    name = words.fold_name(value.lstrip("@#"))
    if not name:
        raise Invalid(f"After {key}: comes a name.", "query")
    return name


def _day(value: str, zone: tzinfo, *, later: int = 0) -> datetime:
    """The moment at which a day begins, so many days later."""
    try:
        return datetime.combine(date.fromisoformat(value) + timedelta(days=later), time.min, zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid("A date looks like 2026-11-21.", "query") from None

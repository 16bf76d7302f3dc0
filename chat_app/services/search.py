"""Search: only messages that the person may read, newest first, a page at a time."""

import asyncio
import uuid
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from chat_app import words
from chat_app.models import Message, Room, User
from chat_app.schemas import MessageOut, PersonOut
from chat_app.services import limits, people, search_index, search_query, visibility
from chat_app.services.parley import Parley
from chat_app.services.search_index import Wanted
from chat_app.services.search_query import SearchQuery

AROUND = 80  # characters of context before the first hit
MOST = 100  # people or rooms that one name may mean


@dataclass(frozen=True, slots=True)
class Hit:
    """One message found. `snippet` is its text in pieces, every second of which is a match to be marked."""

    message: MessageOut
    sender: PersonOut
    room_name: str
    snippet: tuple[str, ...]


async def find(
    parley: Parley,
    user_id: uuid.UUID,
    query: SearchQuery,
    *,
    before: uuid.UUID | None = None,
    room: uuid.UUID | None = None,
) -> list[Hit]:
    """Up to 30 hits older than the message `before`, in one room or all. Membership is checked in the query itself.

    Raises TooOften.
    """
    if query.empty:
        return []
    await limits.spend(parley, "searches", user_id)
    async with parley.database.snapshot() as connection:
        wanted = await _wanted(connection, user_id, query, room, before)
        if wanted is None:
            return []
        ids = await search_index.page(connection, wanted, embedded=parley.database.embedded)
        found: Any = await connection.execute(_HITS.where(col(Message.id).in_(ids))) if ids else ()
        rows = list(found)
    return await asyncio.to_thread(lambda: [_hit(row, query) for row in rows])  # long texts take milliseconds each


async def understand(parley: Parley, user_id: uuid.UUID, text: str) -> SearchQuery:
    """Parse a typed query; its days are those of the person's time zone. Raises Invalid."""
    if not search_query.DAYS.search(text):
        return search_query.parse(text)
    async with parley.database.read() as session:
        named = (await session.execute(select(col(User.time_zone)).where(col(User.id) == user_id))).scalar_one_or_none()
    return search_query.parse(text, zone(named or "UTC"))


def zone(name: str) -> tzinfo:
    """A time zone by its name; UTC where the server knows none of that name."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return UTC


_HITS: Any = (
    select(Message, *people.beside(), col(Room.name).label("room_name"))  # type: ignore[call-overload]
    .join(User, col(User.id) == col(Message.sender_id))
    .join(Room, col(Room.id) == col(Message.room_id))
    .order_by(col(Message.id).desc())
)


async def _wanted(
    connection: AsyncConnection, user_id: uuid.UUID, query: SearchQuery, room: uuid.UUID | None, until: uuid.UUID | None
) -> Wanted | None:
    """The query with ids for names, or None where nothing can be found."""
    senders = await _people(connection, query.people)
    mine = select(col(Room.id), col(Room.name)).where(col(Room.id).in_(visibility.rooms_of(user_id)))
    rows: Any = await connection.execute(mine)
    rooms = tuple(row.id for row in rows if room in (None, row.id) and _called(row.name, query.rooms))
    if not rooms or (query.people and not senders):
        return None
    return Wanted(user_id, query, rooms, bool(query.rooms or room), tuple(senders), until)


def _called(name: str, wanted: tuple[str, ...]) -> bool:
    """Whether a room's name begins so; a direct room has none."""
    return not wanted or (name != "" and words.fold_name(name).startswith(wanted))


async def _people(connection: AsyncConnection, names: tuple[str, ...]) -> list[uuid.UUID]:
    """Those of whose names one begins so."""
    if not names:
        return []
    rows: Any = await connection.execute(select(col(User.id), col(User.name)))
    wanted = tuple(f" {name}" for name in names)
    found = [row.id for row in rows if any(name in f" {words.fold_name(row.name)}" for name in wanted)]
    return found[:MOST]


def _hit(row: Any, query: SearchQuery) -> Hit:
    sender = PersonOut.of(row, "person_")
    return Hit(MessageOut.of(row), sender, row.room_name or "Direct message", snippet(row.content, query))


def snippet(content: str, query: SearchQuery) -> tuple[str, ...]:
    """The text around the first match, in pieces: plain, match, plain, match …"""
    marks = _marks(words.aligned(content), query)
    begin = max(0, marks[0][0] - AROUND) if marks else 0
    pieces, at = ["…" if begin else ""], begin
    for start, end in marks:
        pieces[-1] += content[at:start]
        pieces += [content[start:end], ""]
        at = end
    pieces[-1] += content[at : at + 240]
    return tuple(pieces)


def _marks(folded: words.Folded, query: SearchQuery) -> list[tuple[int, int]]:
    """Where the words that were asked for stand in the original, in order; those that touch are one."""
    there = list(words.split(folded.text))
    single = {term[0] for term in query.terms if len(term) == 1}
    lengths = sorted({len(each) for each in single}, reverse=True)
    phrases = {term[0]: [each for each in query.terms if each[0] == term[0] and len(each) > 1] for term in query.terms}
    hits: set[int] = set()
    for first, word in enumerate(there):
        if (said := next((word.text[:size] for size in lengths if word.text[:size] in single), None)) is not None:
            hits.update(_lit(word, said))
        for term in phrases.get(word.text, ()):
            if _follows(there[first : first + len(term)], term):
                for said, run in zip(term, there[first : first + len(term)], strict=True):
                    hits.update(_lit(run, said))
    ends = folded.ends
    marks: list[tuple[int, int]] = []
    for place in sorted(hits):
        start, end = folded.places[place], ends[place]
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return marks


def _follows(there: list[words.Word], term: tuple[str, ...]) -> bool:
    """Whether the words are those of a phrase, the last by its beginning."""
    same = [word.text for word in there[:-1]] == list(term[:-1])
    return same and len(there) == len(term) and there[-1].text.startswith(term[-1])


def _lit(word: words.Word, said: str) -> range:
    """The folded characters of a word that are marked: all of it, but of two neighbours only what was asked for."""
    return range(word.start, word.start + len(said) if word.neighbours else word.end)

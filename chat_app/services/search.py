"""Search: only what one may read, newest first, a page at a time."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from chat_app.models import Membership, Message, Room, User
from chat_app.schemas import MessageOut, PersonOut
from chat_app.services import limits, people, search_index
from chat_app.services.parley import Parley
from chat_app.services.rooms import fold
from chat_app.services.search_index import Wanted
from chat_app.services.search_query import WORDS, SearchQuery

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
        rows: Any = await connection.execute(_HITS.where(col(Message.id).in_(ids))) if ids else ()
        return [_hit(row, query) for row in rows]


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
    mine = select(col(Room.id), col(Room.name_key)).join(Membership, col(Membership.room_id) == col(Room.id))
    rows: Any = await connection.execute(
        mine.where(col(Membership.user_id) == user_id, col(Membership.left_at).is_(None))
    )
    rooms = tuple(row.id for row in rows if room in (None, row.id) and _called(row.name_key, query.rooms))
    if not rooms or (query.people and not senders):
        return None
    return Wanted(user_id, query, rooms, bool(query.rooms or room), tuple(senders), until)


def _called(name: str | None, wanted: tuple[str, ...]) -> bool:
    """Whether a room's name begins so; a direct room has none."""
    return not wanted or (name is not None and name.startswith(wanted))


async def _people(connection: AsyncConnection, names: tuple[str, ...]) -> list[uuid.UUID]:
    """Those whose names begin so."""
    if not names:
        return []
    found = select(col(User.id)).where(or_(*(_named(col(User.name), name) for name in names)))
    return list((await connection.execute(found.limit(MOST))).scalars())


def _named(column: Any, name: str) -> ColumnElement[bool]:
    """A person by the beginning of any of their names."""
    flat = func.lower(column)
    pattern = _escape(name)
    return or_(flat.like(f"{pattern}%", escape="\\"), flat.like(f"% {pattern}%", escape="\\"))


def _escape(value: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", value)


def _hit(row: Any, query: SearchQuery) -> Hit:
    sender = PersonOut.of(row, "person_")
    return Hit(MessageOut.of(row), sender, row.room_name or "Direct message", snippet(row.content, query))


def snippet(content: str, query: SearchQuery) -> tuple[str, ...]:
    """The text around the first match, in pieces: plain, match, plain, match …"""
    words = [(found.start(), found.end(), fold(found.group())) for found in WORDS.finditer(content)]
    marks = [(start, end) for start, end, word in words if _matches(word, query)]
    begin = max(0, marks[0][0] - AROUND) if marks else 0
    pieces, at = ["…" if begin else ""], begin
    for start, end in marks:
        pieces[-1] += content[at:start]
        pieces += [content[start:end], ""]
        at = end
    pieces[-1] += content[at : at + 240]
    return tuple(pieces)


def _matches(word: str, query: SearchQuery) -> bool:
    return any(word.startswith(term[0]) if len(term) == 1 else word in term for term in query.terms)

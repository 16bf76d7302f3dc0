"""Search: only what one may read, newest first, a page at a time, on FTS5 or PostgreSQL's text search."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, func, literal_column, or_, select, text
from sqlmodel import col

from chat_app.models import Membership, Message, Room, User
from chat_app.schemas import MessageOut, PersonOut
from chat_app.services import limits, people
from chat_app.services.parley import Parley
from chat_app.services.rooms import fold
from chat_app.services.search_query import SearchQuery

PAGE = 30
_MATCHES = """
SELECT e.message_id FROM message_search s JOIN search_entries e ON e.id = s.rowid WHERE message_search MATCH :asked
"""
AROUND = 80  # characters of context before the first hit


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
    columns: Any = select
    found: Select[Any] = (
        columns(Message, *people.beside(), col(Room.name).label("room_name"), col(Room.kind).label("room_kind"))
        .join(Membership, and_(col(Membership.room_id) == col(Message.room_id), col(Membership.user_id) == user_id))
        .join(User, col(User.id) == col(Message.sender_id))
        .join(Room, col(Room.id) == col(Message.room_id))
        .where(col(Membership.left_at).is_(None), col(Message.deleted_at).is_(None), col(Message.content) != "",
               col(Message.kind) == "post")
    )  # fmt: skip
    found = _narrow(found, query, embedded=parley.database.embedded)
    if before is not None:
        found = found.where(col(Message.id) < before)
    if room is not None:
        found = found.where(col(Message.room_id) == room)
    async with parley.database.snapshot() as connection:
        rows: Any = await connection.execute(found.order_by(col(Message.id).desc()).limit(PAGE))
        return [_hit(row, query) for row in rows]


def _narrow(found: Select[Any], query: SearchQuery, *, embedded: bool) -> Select[Any]:
    if query.terms:
        found = found.where(_fts5(query) if embedded else _tsquery(query))
    if query.people:
        found = found.where(or_(*(_named(col(User.name), name) for name in query.people)))
    if query.rooms:
        found = found.where(or_(*(col(Room.name_key).like(f"{_escape(name)}%", escape="\\") for name in query.rooms)))
    if query.before is not None:
        found = found.where(col(Message.created_at) < query.before)
    if query.after is not None:
        found = found.where(col(Message.created_at) >= query.after)
    if query.link:
        found = found.where(col(Message.html).like("%<a href=%"))
    return found


def _fts5(query: SearchQuery) -> ColumnElement[bool]:
    """Words and phrases for FTS5; a single word matches by its beginning. The words hold letters and digits only."""
    asked = " ".join(f'"{term[0]}"*' if len(term) == 1 else f'"{" ".join(term)}"' for term in query.terms)
    ids = text(_MATCHES).bindparams(asked=asked).columns(message_id=Uuid)
    return col(Message.id).in_(ids)


def _tsquery(query: SearchQuery) -> ColumnElement[bool]:
    asked = " & ".join(f"{term[0]}:*" if len(term) == 1 else f"({' <-> '.join(term)})" for term in query.terms)
    column: Any = literal_column
    document: Any = column("to_tsvector('simple', parley_fold(messages.content))")
    return document.op("@@")(func.to_tsquery("simple", asked))


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
    words = [(found.start(), found.end(), fold(found.group())) for found in re.finditer(r"\w+", content)]
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

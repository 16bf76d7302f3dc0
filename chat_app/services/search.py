"""Search: only what one may read, newest first, a page at a time, on FTS5 or PostgreSQL's text search."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, column, func, literal_column, or_, select, table, text, true
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from chat_app.models import Membership, Message, Room, User
from chat_app.schemas import MessageOut, PersonOut
from chat_app.services import limits, people
from chat_app.services.parley import Parley
from chat_app.services.rooms import fold
from chat_app.services.search_query import SearchQuery

PAGE = 30
_INDEX: Any = table("message_search", column("rowid"))
_ENTRIES: Any = table("search_entries", column("id"), column("message_id", Uuid))
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
    embedded = parley.database.embedded
    async with parley.database.snapshot() as connection:
        senders = await _people(connection, query.people)
        if query.people and not senders:
            return []
        found = _readable(user_id, streamed=embedded and bool(query.terms))
        if query.terms:
            found = found.where(_fts5(query, room) if embedded else _tsquery(query, room))
        found = _narrow(found, query, senders, room)
        if before is not None:
            found = found.where(col(Message.id) < before)
        if room is not None:
            found = found.where(col(Message.room_id) == room)
        rows: Any = await connection.execute(_newest_first(found, query, room, embedded=embedded).limit(PAGE))
        return [_hit(row, query) for row in rows]


def _readable(user_id: uuid.UUID, *, streamed: bool) -> Select[Any]:
    """Messages that one may read, with their senders and rooms. `streamed` begins at SQLite's index, which yields what
    matches newest first, one by one: a page of a word that is everywhere costs no more than one that is rare."""
    columns: Any = select
    source: Any = Message
    if streamed:
        source = _INDEX.join(_ENTRIES, _ENTRIES.c.id == _INDEX.c.rowid).join(
            Message, col(Message.id) == _ENTRIES.c.message_id
        )
    return (
        columns(Message, *people.beside(), col(Room.name).label("room_name"), col(Room.kind).label("room_kind"))
        .select_from(source)
        .join(Membership, and_(col(Membership.room_id) == col(Message.room_id), col(Membership.user_id) == user_id))
        .join(User, col(User.id) == col(Message.sender_id))
        .join(Room, col(Room.id) == col(Message.room_id))
        .where(col(Membership.left_at).is_(None), col(Message.deleted_at).is_(None), col(Message.content) != "",
               col(Message.kind) == "post")
    )  # fmt: skip


async def _people(connection: AsyncConnection, names: tuple[str, ...]) -> list[uuid.UUID]:
    """Those whose names begin so: known first, so that their messages are found by an index."""
    if not names:
        return []
    found = select(col(User.id)).where(or_(*(_named(col(User.name), name) for name in names)))
    return list((await connection.execute(found.limit(100))).scalars())


def _narrow(found: Select[Any], query: SearchQuery, senders: list[uuid.UUID], room: uuid.UUID | None) -> Select[Any]:
    if senders:
        theirs = col(Message.sender_id) == senders[0] if len(senders) == 1 else col(Message.sender_id).in_(senders)
        # In a room, or with words, the messages are walked through newest first: `IS TRUE` keeps a database from
        # collecting everything of these people instead, and sorting it.
        found = found.where(theirs.is_(true()) if room or query.terms else theirs)
    if query.rooms:
        found = found.where(or_(*(col(Room.name_key).like(f"{_escape(name)}%", escape="\\") for name in query.rooms)))
    if query.before is not None:
        found = found.where(col(Message.created_at) < query.before)
    if query.after is not None:
        found = found.where(col(Message.created_at) >= query.after)
    if query.link:
        found = found.where(col(Message.html).like("%<a href=%"))
    return found


def _newest_first(found: Select[Any], query: SearchQuery, room: uuid.UUID | None, *, embedded: bool) -> Select[Any]:
    """In the order that the index at hand has anyway."""
    if embedded and query.terms:
        return found.order_by(_INDEX.c.rowid.desc())
    return found.order_by(col(Message.seq).desc() if room else col(Message.id).desc())


def _fts5(query: SearchQuery, room: uuid.UUID | None) -> ColumnElement[bool]:
    """Words and phrases for FTS5; a single word matches by its beginning. The words hold letters and digits only."""
    words = " ".join(f'"{term[0]}"*' if len(term) == 1 else f'"{" ".join(term)}"' for term in query.terms)
    here = f' AND room : "r{room.hex}"' if room else ""
    return text("message_search MATCH :asked").bindparams(asked=f"folded : ({words}){here}")  # pyright: ignore[reportReturnType]


def _tsquery(query: SearchQuery, room: uuid.UUID | None) -> ColumnElement[bool]:
    asked = " & ".join(f"{term[0]}:*" if len(term) == 1 else f"({' <-> '.join(term)})" for term in query.terms)
    column: Any = literal_column
    here = f" & r{room.hex}" if room else ""
    return column("messages.search_vector").op("@@")(func.to_tsquery("simple", asked + here))


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

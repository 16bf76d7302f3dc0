"""Where the two databases find what is looked for: the ids of one page of results, newest first.

The words are our own (`words.indexed`): no database parses a text. They lie together with facets (room, sender, whether
there is a link) in FTS5, or in a `tsvector`. FTS5 yields what
matches newest first, one by one. PostgreSQL's index yields all that matches, in no order: so the newest `WALK` messages
are looked through first, where a frequent word fills a page; what is not frequent there, the index is asked for. So no
price hangs on what a planner believes about words. An id begins with the time at which it was made: days are stretches
of ids. What is brought in from elsewhere has to come in the order of its time, for the sake of FTS5.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, Uuid, and_, bindparam, column, func, select, table, true
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlmodel import col

from chat_app.models import Membership, Message, oldest_id
from chat_app.services.search_query import SearchQuery

PAGE = 30
WALK = 2_000
FEW = 50  # rooms that are still named to the index
DRIFT = timedelta(minutes=1)  # between an id and the moment of its message
BATCH = 64  # messages that may have come into FTS5, or into a room, in another order than that of their ids
_EVERY: Any = select  # of any columns
_INDEX: Any = table("message_search", column("rowid"), column("message_search"))
_ENTRIES: Any = table("search_entries", column("id"), column("message_id", Uuid))
_VECTOR: Any = column("search_vector", _selectable=Message.__table__)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person's query, for messages below the id `until`. `rooms` are those that they may read, or, when
    `narrowed`, those of them that they asked for; `senders` is empty for all authors."""

    user_id: uuid.UUID
    query: SearchQuery
    rooms: tuple[uuid.UUID, ...]
    narrowed: bool
    senders: tuple[uuid.UUID, ...]
    until: uuid.UUID | None

    @property
    def indexed(self) -> bool:
        """Whether it takes the index; a single room's or person's messages have an order of their own."""
        several = len(self.senders) > 1 or (self.narrowed and (bool(self.senders) or len(self.rooms) > 1))
        return several or self.query.link or bool(self.query.terms)

    @property
    def room(self) -> uuid.UUID | None:
        """The only room that it can be in."""
        return self.rooms[0] if len(self.rooms) == 1 else None

    def facets(self) -> list[list[str]]:
        """One of each of these must be there."""
        rooms = [f"r{each.hex}" for each in self.rooms] if self.narrowed or len(self.rooms) <= FEW else []
        link = ["haslink"] if self.query.link else []
        return [each for each in (rooms, [f"p{sender.hex}" for sender in self.senders], link) if each]


async def page(connection: AsyncConnection, wanted: Wanted, *, embedded: bool) -> list[uuid.UUID]:
    """Return up to 30 ids. The query itself checks that the person may read the messages."""
    if not wanted.indexed:
        return await _ids(connection, _listed(wanted))
    if embedded:
        return await _ids(connection, _streamed(wanted))
    found = await _ids(connection, _walked(wanted))
    last = _newest_first(_EVERY(col(Message.id)).where(*_bounds(wanted)), wanted).offset(WALK - 1).limit(1)
    floor = (await connection.execute(last)).scalar_one_or_none() if len(found) < PAGE else None
    return [*found, *await _ids(connection, _looked_up(wanted, floor), PAGE - len(found))] if floor else found


async def _ids(connection: AsyncConnection, found: Select[Any], most: int = PAGE) -> list[uuid.UUID]:
    return list((await connection.execute(found.limit(most))).scalars())


def _listed(wanted: Wanted) -> Select[Any]:
    """By the index of a room, of a person, or of all messages."""
    found = _readable(_EVERY(col(Message.id)), wanted, col(Message.room_id)).where(*_fits(wanted), *_bounds(wanted))
    return _newest_first(found, wanted)


def _streamed(wanted: Wanted) -> Select[Any]:
    """By FTS5, in the order in which it took the messages."""
    source = _INDEX.join(_ENTRIES, _ENTRIES.c.id == _INDEX.c.rowid).join(
        Message, col(Message.id) == _ENTRIES.c.message_id
    )
    found = _readable(_EVERY(col(Message.id)).select_from(source), wanted, col(Message.room_id))
    found = found.where(_INDEX.c.message_search.op("MATCH")(_fts5(wanted)), *_fits(wanted))
    until, since = _ends(wanted)
    if until is not None:
        # `IS TRUE` keeps SQLite from beginning with the messages, and asking FTS5 about each.
        below = (col(Message.id) < until).is_(true())
        found = found.where(below, _INDEX.c.rowid <= _entry(until, before=True))
    if since is not None:
        found = found.where(_INDEX.c.rowid >= _entry(since, before=False))
    return found.order_by(_INDEX.c.rowid.desc())


def _walked(wanted: Wanted) -> Select[Any]:
    """By looking through the newest."""
    fits = and_(_VECTOR.op("@@")(_tsquery(wanted)), *_fits(wanted)).label("fits")
    recent: Any = _EVERY(col(Message.id), col(Message.room_id), fits).where(*_bounds(wanted))
    recent = _newest_first(recent, wanted).limit(WALK).subquery("recent")
    return _readable(_EVERY(recent.c.id), wanted, recent.c.room_id).where(recent.c.fits).order_by(recent.c.id.desc())


def _looked_up(wanted: Wanted, floor: uuid.UUID) -> Select[Any]:
    """By the index, below what has been looked through."""
    matches: Any = _EVERY(col(Message.id), col(Message.room_id)).where(
        _VECTOR.op("@@")(_tsquery(wanted)), *_fits(wanted), col(Message.id) < floor
    )
    _, since = _ends(wanted)
    if since is not None:
        matches = matches.where(col(Message.id) >= since)
    found: Any = matches.cte("found").prefix_with("MATERIALIZED")  # else the planner may walk again
    return _readable(_EVERY(found.c.id), wanted, found.c.room_id).order_by(found.c.id.desc())


def _readable(found: Select[Any], wanted: Wanted, room_id: Any) -> Select[Any]:
    """Narrow a query to messages that the person may read, by a condition on each row: a join makes SQLite begin with
    the rooms, and sort."""
    mine = select(col(Membership.id)).where(
        col(Membership.room_id) == room_id, col(Membership.user_id) == wanted.user_id
    )
    return found.where(mine.where(col(Membership.left_at).is_(None)).exists())


def _fits(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is asked of a message besides what the index knows of it."""
    query = wanted.query
    fits = [col(Message.kind) == "post", col(Message.deleted_at).is_(None), col(Message.content) != ""]
    if wanted.narrowed and not wanted.indexed:
        fits.append(col(Message.room_id).in_(wanted.rooms))
    if wanted.senders and not wanted.indexed:
        fits.append(col(Message.sender_id).in_(wanted.senders))
    if query.before is not None:
        fits.append(col(Message.created_at) < query.before)
    if query.after is not None:
        fits.append(col(Message.created_at) >= query.after)
    return fits


def _ends(wanted: Wanted) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """The ids below which, and from which on, it can be."""
    before, after = wanted.query.before, wanted.query.after
    days = oldest_id(before + DRIFT) if before is not None else None
    until = min((each for each in (days, wanted.until) if each is not None), key=str, default=None)
    return until, oldest_id(after - DRIFT) if after is not None else None


def _bounds(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    """Return the conditions on the index that is walked."""
    until, since = _ends(wanted)
    if wanted.room is not None:
        yield col(Message.room_id) == wanted.room
    if until is not None:
        yield col(Message.id) < until
        if wanted.room is not None:
            yield col(Message.seq) < func.coalesce(_seq(wanted.room, until), 1 << 31) + BATCH
    if since is not None:
        yield col(Message.id) >= since
        if wanted.room is not None:
            yield col(Message.seq) >= func.coalesce(_seq(wanted.room, since), 1 << 31) - BATCH


def _seq(room_id: uuid.UUID, first: uuid.UUID) -> Any:
    """The place of a room's first message from an id on."""
    place = aliased(Message)
    found = select(col(place.seq)).where(col(place.room_id) == room_id, col(place.id) >= first)
    return found.order_by(col(place.id)).limit(1).scalar_subquery()


def _entry(first: uuid.UUID, *, before: bool) -> Any:
    """FTS5's number of the message at an id, with room for a batch that came in disorder."""
    id_, key = _ENTRIES.c.id, _ENTRIES.c.message_id
    near = _EVERY(id_).where(key < first if before else key >= first).order_by(key.desc() if before else key)
    batch: Any = near.limit(BATCH).subquery()
    return _EVERY(func.max(batch.c.id) if before else func.min(batch.c.id)).scalar_subquery()


def _newest_first(found: Select[Any], wanted: Wanted) -> Select[Any]:
    return found.order_by(col(Message.id).desc() if wanted.room is None else col(Message.seq).desc())


def _fts5(wanted: Wanted) -> Any:
    """Words and phrases for FTS5, the last word of each by its beginning. No word holds quotes or blanks."""
    words = " ".join(f'"{" ".join(term)}"*' for term in wanted.query.terms)
    parts = [f"facets : ({' OR '.join(facet)})" for facet in wanted.facets()]
    return bindparam("asked", " AND ".join([f"folded : ({words})", *parts] if words else parts), Text)


def _tsquery(wanted: Wanted) -> Any:
    """Return the query of PostgreSQL's index. A facet begins with a mark that no word can hold."""
    phrases = (" <-> ".join(f"'{word}'" for word in term) for term in wanted.query.terms)
    words = " & ".join(f"({phrase}:*)" for phrase in phrases)
    facets = " & ".join("(" + " | ".join(f"'={one}'" for one in facet) + ")" for facet in wanted.facets())
    return func.cast(bindparam("asked", " & ".join(each for each in (words, facets) if each), Text), TSQUERY)

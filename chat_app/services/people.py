"""Reading people as others see them: the columns that such a person is made of, and one of them looked at closely."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col

from chat_app.models import Sighting
from chat_app.schemas import PERSON, PersonOut, milliseconds
from chat_app.services import visibility
from chat_app.services.parley import Parley

_USERS = SQLModel.metadata.tables["users"]


def columns() -> Select[Any]:
    """A query for people, to be narrowed; `PersonOut.of(row)` reads its rows."""
    return select(*(_USERS.c[name] for name in PERSON))


def beside() -> list[ColumnElement[Any]]:
    """Return a person's columns for a query whose rows are about something else: `PersonOut.of(row, "person_")`."""
    return [_USERS.c[name].label(f"person_{name}") for name in PERSON]


_BY_IDS = columns().where(_USERS.c.id.in_(bindparam("ids", expanding=True)))


async def by_ids(connection: AsyncConnection, ids: Collection[uuid.UUID]) -> tuple[PersonOut, ...]:
    """Return the people with these ids, in any order; without ids nothing is read."""
    return tuple(map(PersonOut.of, await connection.execute(_BY_IDS, {"ids": list(ids)}))) if ids else ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A person, and when they were last seen (milliseconds since 1970; 0 for never). `unproved` is whether nobody has
    shown yet that their address is theirs, where that can be shown: by a link that is mailed."""

    person: PersonOut
    last_seen: int
    unproved: bool


_ONE = (
    columns()
    .add_columns(col(Sighting.at).label("seen_at"), _USERS.c.email, _USERS.c.email_verified_at)
    .outerjoin(Sighting, col(Sighting.user_id) == _USERS.c.id)
)
_READER = select(_USERS.c.id, _USERS.c.role).where(_USERS.c.deactivated_at.is_(None))


async def find(parley: Parley, reader_id: uuid.UUID, user_id: uuid.UUID) -> Seen | None:
    """Return a person for a reader who may know of them: members know all, guests the people of their rooms."""
    async with parley.database.snapshot() as connection:
        reader: Any = (await connection.execute(_READER.where(_USERS.c.id == reader_id))).one_or_none()
        if reader is None:
            return None
        found = _ONE.where(_USERS.c.id == user_id, visibility.people(reader))
        row: Any = (await connection.execute(found)).one_or_none()
    if row is None:
        return None
    unproved = parley.settings.mails and row.email is not None and row.email_verified_at is None
    return Seen(PersonOut.of(row), milliseconds(row.seen_at), unproved)

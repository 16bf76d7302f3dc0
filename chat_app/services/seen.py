"""Seen by: how far the people of a small room have read, unless the workspace has switched that off
(`workspaces.change`)."""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from chat_app.models import Membership, User, Workspace
from chat_app.schemas import PersonOut, ReaderOut
from chat_app.services.parley import Parley
from chat_app.services.people import beside

Readers = tuple[tuple[ReaderOut, ...], tuple[PersonOut, ...]]

LIMIT = 50  # people in a room; in larger ones read positions are not shown

_READERS: Any = (
    select(Membership, *beside())
    .join(User, col(User.id) == col(Membership.user_id))
    .where(
        col(Membership.room_id).in_(bindparam("rooms", expanding=True)),
        select(col(Workspace.seen_by)).limit(1).scalar_subquery(),
    )
)


async def readers(connection: AsyncConnection, room_ids: Collection[uuid.UUID]) -> Readers:
    """Return the read positions of these rooms' members, also of former ones; none while it is switched off."""
    rows: Any = (await connection.execute(_READERS, {"rooms": list(room_ids)})).all()
    here = (row for row in rows if row.left_at is None)  # a guest may never have known those who have left
    return tuple(ReaderOut.of(row) for row in rows), tuple(PersonOut.of(row, "person_") for row in here)


async def positions(parley: Parley, room_ids: Collection[uuid.UUID]) -> Readers:
    """Return the read positions of these rooms' members, read in a transaction of its own."""
    async with parley.database.snapshot() as connection:
        return await readers(connection, room_ids)

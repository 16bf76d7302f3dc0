"""All rooms but the direct ones, as admins see them: what they are called and how large they are, not what is said."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from chat_app.models import Room
from chat_app.services import administration
from chat_app.services.parley import Parley

PAGE = 30


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One room in the list."""

    id: str
    name: str
    kind: str
    members: int
    posts: int
    archived: bool


async def page(parley: Parley, admin_id: uuid.UUID, words: str = "", number: int = 0) -> tuple[list[RoomLine], int]:
    """Thirty rooms by name, those in use first, and how many there are in all. Raises NotAllowed."""
    async with parley.database.read() as session:
        await administration.admit(session, admin_id)
        found = select(Room).where(col(Room.kind) != "direct")
        for word in words.split()[:5]:
            found = found.where(col(Room.name).icontains(word, autoescape=True))
        total = (await session.execute(select(func.count()).select_from(found.subquery()))).scalar_one()
        ordered = found.order_by(col(Room.archived_at).is_not(None), func.lower(col(Room.name)), col(Room.id))
        rows = (await session.execute(ordered.offset(max(0, number) * PAGE).limit(PAGE))).scalars()
        return [
            RoomLine(str(room.id), room.name, room.kind, room.members, room.posts, room.archived_at is not None)
            for room in rows
        ], total

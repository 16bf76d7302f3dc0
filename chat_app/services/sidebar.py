"""What one person sees beside every room: their rooms, their places in them, and the people they talk to."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from chat_app.models import Membership, Room, User
from chat_app.schemas import MembershipOut, PersonOut, RoomOut
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley


@dataclass(frozen=True, slots=True)
class Sidebar:
    """Read in one transaction, at the person's `version`. Memberships that ended are in it, so that a tab that was
    away learns of them; their rooms are not."""

    me: PersonOut
    role: str
    version: int
    memberships: tuple[MembershipOut, ...]
    rooms: tuple[RoomOut, ...]
    people: tuple[PersonOut, ...]

    @property
    def room_ids(self) -> set[uuid.UUID]:
        """The rooms one is a member of now."""
        return {uuid.UUID(place.room_id) for place in self.memberships if not place.left}


async def load(parley: Parley, user_id: uuid.UUID) -> Sidebar:
    """Everything of one person. Raises NotAllowed for an account that does not exist or is deactivated."""
    async with parley.database.snapshot() as connection:
        user = (await connection.execute(select(User).where(col(User.id) == user_id))).one_or_none()
        if user is None or user.deactivated_at is not None:
            raise NotAllowed("This account cannot be used.")
        found = select(Membership).where(col(Membership.user_id) == user_id)
        memberships = tuple(MembershipOut.of(row) for row in await connection.execute(found))
        rooms = await _rooms(connection, user_id)
        me = PersonOut.of(user)
        people = await _people(connection, {member for room in rooms for member in room.member_ids})
        return Sidebar(me, user.role, user.version, memberships, rooms, people or (me,))


async def _rooms(connection: AsyncConnection, user_id: uuid.UUID) -> tuple[RoomOut, ...]:
    found = (
        select(Room)
        .join(Membership, col(Membership.room_id) == col(Room.id))
        .where(col(Membership.user_id) == user_id, col(Membership.left_at).is_(None))
    )
    return tuple(RoomOut.of(row) for row in await connection.execute(found))


async def _people(connection: AsyncConnection, ids: set[str]) -> tuple[PersonOut, ...]:
    if not ids:
        return ()
    found = select(col(User.id), col(User.name), col(User.version)).where(
        col(User.id).in_([uuid.UUID(each) for each in ids])
    )
    return tuple(PersonOut.of(row) for row in await connection.execute(found))

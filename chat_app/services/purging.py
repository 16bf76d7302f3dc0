"""Erasing all messages of a person: through the tombstones of rule R4, in batches, seen live."""

import uuid

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.events import RoomChanged
from chat_app.models import Message, User, now
from chat_app.schemas import MessageOut, RoomOut
from chat_app.services import administration, audit, erasing, limits, memberships, message_changes, unread
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

BATCH = 100  # messages of one room in one transaction: posting there waits no longer than that


async def count(parley: Parley, admin_id: uuid.UUID, user_id: uuid.UUID) -> int:
    """Return how many messages of a person would be erased. Raises NotAllowed."""
    async with parley.database.read() as session:
        await _admit(session, admin_id, user_id)
        found = select(func.count()).select_from(Message).where(*_theirs(user_id))
        return (await session.execute(found)).scalar_one()


async def purge(parley: Parley, admin_id: uuid.UUID, user_id: uuid.UUID, *, ip: str = "") -> int:
    """Erase all of it, for good: nobody can undo it. Returns how many messages it was. Raises NotAllowed.

    If it breaks off, what is erased stays erased, and asking again does the rest.
    """
    await limits.spend(parley, "administration", admin_id)
    async with parley.database.write() as session:
        other = await _admit(session, admin_id, user_id)
        # What they have just deleted themselves goes too, instead of coming back by an undo.
        await session.execute(update(Message).where(col(Message.sender_id) == user_id).values(deleted_by=None))
        audit.record(session, admin_id, "user.purged", subject_id=other.id, subject=other.name, ip=ip)
    erased = 0
    while room_id := await _next_room(parley, user_id):
        erased += await _hide(parley, user_id, room_id)
        while await erasing.erase_due(parley, scrub=False):
            pass
    await parley.database.scrub()
    return erased


async def _hide(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID) -> int:
    """Turn a batch into tombstones that are already past undoing."""
    async with parley.database.write(room_id) as session:
        room = await memberships.lock_room(session, room_id)
        found = select(Message).where(col(Message.room_id) == room_id, *_theirs(user_id))
        batch = list((await session.execute(found.order_by(col(Message.seq)).limit(BATCH))).scalars())
        if room is None or not batch:
            return 0
        first = room.version + 1
        for message in batch:
            room.version += 1
            message.version, message.deleted_at = room.version, now() - message_changes.UNDO * 2
        unread.leave_out(room, *batch)
        session.add_all((room, *batch))
    gone = tuple(MessageOut.of(message) for message in batch)
    parley.announce(RoomChanged(room_id, first, room.version, RoomOut.of(room), gone))
    return len(batch)


async def _next_room(parley: Parley, user_id: uuid.UUID) -> uuid.UUID | None:
    async with parley.database.read() as session:
        found = select(col(Message.room_id)).where(*_theirs(user_id)).limit(1)
        return (await session.execute(found)).scalar_one_or_none()


async def _admit(session: AsyncSession, admin_id: uuid.UUID, user_id: uuid.UUID) -> User:
    admin, other = await administration.admit(session, admin_id), await session.get(User, user_id)
    if other is None or not policy.may_deactivate(admin, other):
        raise NotAllowed("You may not erase what this person wrote.")
    return other


def _theirs(user_id: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return (col(Message.sender_id) == user_id, col(Message.kind) == "post", col(Message.deleted_at).is_(None))

"""What filters have flagged: noted in the transaction that stores the message, looked at by admins."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.models import AuditEntry, Membership, Message, Room, User
from chat_app.models.flag import Flag
from chat_app.schemas import milliseconds
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

PAGE = 100
ACTION = "message.flagged"


@dataclass(frozen=True, slots=True)
class FlagOut:
    """One flag as admins see it; `text` is empty once the message has been deleted, `room` for a conversation.

    `here` is whether the admin who looks is in that room, and so can see the message among the others.
    """

    id: str
    message_id: str
    room_id: str
    room: str
    sender: str
    text: str
    filter: str
    reason: str
    at: int
    here: bool


async def note(
    connection: AsyncConnection | AsyncSession,
    message_id: uuid.UUID,
    sender_id: uuid.UUID,
    flags: tuple[tuple[str, str], ...],
) -> None:
    """Keep flags with their message, and the audit log told, inside the caller's transaction."""
    for name, reason in flags:
        flag = {"message_id": message_id, "filter": name, "reason": reason[:254]}
        entry = {"actor_id": sender_id, "action": ACTION, "subject_id": message_id, "subject": reason[:254]}
        await connection.execute(insert(Flag).values(**flag))
        await connection.execute(insert(AuditEntry).values(**entry, detail={"filter": name}))


async def listed(parley: Parley, user_id: uuid.UUID) -> list[FlagOut]:
    """The newest 100 flags that nobody has settled yet, for admins. Raises NotAllowed."""
    async with parley.database.read() as session:
        await admit(session, user_id)
        own = (
            col(Membership.room_id) == col(Message.room_id),
            col(Membership.user_id) == user_id,
            col(Membership.left_at).is_(None),
        )
        found = (
            select(Flag, Message, col(Room.name), col(User.name), col(Membership.id))
            .join(Message, col(Message.id) == col(Flag.message_id))
            .join(Room, col(Room.id) == col(Message.room_id))
            .join(User, col(User.id) == col(Message.sender_id))
            .outerjoin(Membership, and_(*own))
            .where(col(Flag.settled_at).is_(None))
            .order_by(col(Flag.id).desc())
            .limit(PAGE)
        )
        rows: Any = await session.execute(found)
        return [
            FlagOut(
                str(flag.id), str(message.id), str(message.room_id), room or "", sender,
                "" if message.deleted_at else message.content, flag.filter, flag.reason, milliseconds(flag.created_at),
                place is not None,
            )
            for flag, message, room, sender, place in rows
        ]  # fmt: skip


async def waiting(parley: Parley, user_id: uuid.UUID) -> int:
    """How many flags nobody has settled yet; none for those who may not look at them."""
    async with parley.database.read() as session:
        user = await session.get(User, user_id)
        if user is None or not policy.may_moderate(user):
            return 0
        found = select(func.count()).select_from(Flag).where(col(Flag.settled_at).is_(None))
        return (await session.execute(found)).scalar_one()


async def admit(session: AsyncSession, user_id: uuid.UUID) -> None:
    """Raises NotAllowed for all but admins."""
    user = await session.get(User, user_id)
    if user is None or not policy.may_moderate(user):
        raise NotAllowed("Only admins may look at flagged messages.")

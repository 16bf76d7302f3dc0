"""What filters have flagged: noted in the transaction that stores the message, looked at by admins."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.models import AuditEntry, Message, Room, User, new_id, now
from chat_app.models.flag import Flag
from chat_app.schemas import milliseconds
from chat_app.services import audit
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

PAGE = 100
ACTION = "message.flagged"


@dataclass(frozen=True, slots=True)
class FlagOut:
    """One flag as admins see it; `text` is empty once the message has been deleted."""

    id: str
    message_id: str
    room_id: str
    room: str
    sender: str
    text: str
    filter: str
    reason: str
    at: int


async def note(
    connection: AsyncConnection | AsyncSession,
    message_id: uuid.UUID,
    sender_id: uuid.UUID,
    flags: tuple[tuple[str, str], ...],
) -> None:
    """Keep flags with their message, and the audit log told, inside the caller's transaction."""
    for name, reason in flags:
        row = {"id": new_id(), "message_id": message_id, "filter": name, "reason": reason[:254], "created_at": now()}
        entry = {
            "id": new_id(), "at": now(), "actor_id": sender_id, "action": ACTION, "subject_id": message_id,
            "subject": reason[:254], "ip": "", "detail": {"filter": name},
        }  # fmt: skip
        await connection.execute(insert(Flag).values(**row))
        await connection.execute(insert(AuditEntry).values(**entry))


async def listed(parley: Parley, user_id: uuid.UUID) -> list[FlagOut]:
    """The newest 100 flags that nobody has settled yet, for admins. Raises NotAllowed."""
    async with parley.database.read() as session:
        await _admin(session, user_id)
        columns: Any = select
        found = (
            columns(Flag, Message, col(Room.name).label("room_name"), col(User.name).label("sender_name"))
            .join(Message, col(Message.id) == col(Flag.message_id))
            .join(Room, col(Room.id) == col(Message.room_id))
            .join(User, col(User.id) == col(Message.sender_id))
            .where(col(Flag.settled_at).is_(None))
            .order_by(col(Flag.id).desc())
            .limit(PAGE)
        )
        return [_out(row) for row in await session.execute(found)]


async def settle(parley: Parley, user_id: uuid.UUID, flag_id: uuid.UUID) -> None:
    """An admin has looked at it. Raises NotAllowed."""
    async with parley.database.write() as session:
        await _admin(session, user_id)
        flag = await session.get(Flag, flag_id)
        if flag is None or flag.settled_at is not None:
            return
        flag.settled_at, flag.settled_by = now(), user_id
        session.add(flag)
        audit.record(session, user_id, "flag.settled", subject_id=flag.message_id, subject=flag.reason)


async def _admin(session: AsyncSession, user_id: uuid.UUID) -> None:
    user = await session.get(User, user_id)
    if user is None or not policy.may_moderate(user):
        raise NotAllowed("Only admins may look at flagged messages.")


def _out(row: Any) -> FlagOut:
    message: Message = row.Message
    return FlagOut(
        str(row.Flag.id), str(message.id), str(message.room_id), row.room_name or "", row.sender_name,
        "" if message.deleted_at else message.content, row.Flag.filter, row.Flag.reason,
        milliseconds(row.Flag.created_at),
    )  # fmt: skip

"""What admins do about flagged messages: let them stand, or take them out of a room that they need not be in."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app.events import Event, RoomChanged
from chat_app.models import Message, now
from chat_app.models.flag import Flag
from chat_app.schemas import MessageOut, RoomOut
from chat_app.services import audit, flags, limits, memberships, mentions, unread
from chat_app.services.parley import Parley


async def dismiss(parley: Parley, user_id: uuid.UUID, flag_id: uuid.UUID, *, ip: str = "") -> None:
    """An admin has looked at it, and the message stays. Of two who do so at once, one did. Raises NotAllowed."""
    await limits.spend(parley, "administration", user_id)
    async with parley.database.write() as session:
        await flags.admit(session, user_id)
        flag = await session.get(Flag, flag_id)
        if flag is None or flag.settled_at is not None:
            return
        _settle(session, flag, user_id)
        audit.record(session, user_id, "flag.dismissed", subject_id=flag.message_id, subject=flag.reason, ip=ip)


async def remove(parley: Parley, user_id: uuid.UUID, flag_id: uuid.UUID, *, ip: str = "") -> None:
    """Hide the message that was flagged (rule R4), for good, and settle all its flags. Raises NotAllowed.

    Nobody brings it back: neither the admin nor its writer, also when the writer had just deleted it themselves.
    """
    await limits.spend(parley, "administration", user_id)
    async with parley.database.write() as session:
        await flags.admit(session, user_id)
        flag = await session.get(Flag, flag_id)
        message = await session.get(Message, flag.message_id) if flag else None
        room = await memberships.lock_room(session, message.room_id) if message else None
        if flag is None or message is None or room is None:
            return
        await session.refresh(message)  # after the lock: this is how it stands now
        alike = select(Flag).where(col(Flag.message_id) == message.id, col(Flag.settled_at).is_(None))
        for each in (await session.execute(alike)).scalars():
            _settle(session, each, user_id)
        if message.deleted_at is not None and (message.deleted_by is None or not message.content):
            return  # nobody could bring it back any more
        about: dict[str, Any] = {"subject_id": message.id, "subject": flag.reason, "ip": ip}
        audit.record(session, user_id, "message.removed", **about, room=str(room.id), sender=str(message.sender_id))
        message.deleted_by = None
        session.add(message)
        if message.deleted_at is not None:
            return
        room.version += 1
        message.version, message.deleted_at = room.version, now()
        room.pins -= message.pinned_at is not None
        unread.leave_out(room, message)
        events = await mentions.revise(session, message, {})
        session.add_all((room, message))
    gone: Event = RoomChanged(room.id, room.version, room.version, RoomOut.of(room), (MessageOut.of(message),))
    parley.announce(gone, *events)


def _settle(session: AsyncSession, flag: Flag, user_id: uuid.UUID) -> None:
    flag.settled_at, flag.settled_by = now(), user_id
    session.add(flag)

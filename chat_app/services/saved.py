"""Saved messages: a person's own list, newest first, of messages in their rooms. Versioned by the person."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete as remove
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.events import PersonChanged
from chat_app.models import Message, Room, SavedMessage, User
from chat_app.schemas import MessageOut, PersonOut, SavedOut
from chat_app.services import limits, memberships, visibility
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.people import beside

LIMIT = 500  # a person: their ids come with every connection
PAGE = 30
FULL = f"You have saved {LIMIT} messages, which is as many as there is room for. Remove one first."


@dataclass(frozen=True, slots=True)
class Saved:
    """One line of the list."""

    message: MessageOut
    sender: PersonOut
    room_name: str


async def save(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID) -> None:
    """Save a message for a reader of its room; a second time changes nothing. Raises NotAllowed or TooOften."""
    await limits.spend(parley, "changes", user_id)
    async with parley.database.write(user_id) as session:
        user = await memberships.lock_person(session, user_id)
        message = await session.get(Message, message_id)
        place = await memberships.find(session, message.room_id, user_id) if message else None
        if user is None or message is None or message.deleted_at is not None or not policy.may_read(place):
            raise NotAllowed("This message cannot be saved.")
        ids = await _ids(session, user_id)
        if message_id in ids:
            return
        if len(ids) >= LIMIT:
            raise NotAllowed(FULL)
        session.add(SavedMessage(user_id=user_id, message_id=message_id))
        event = await _changed(session, user)
    parley.announce(event)


async def forget(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID) -> None:
    """Take a message off the list, whether or not one may still read it; not saved is fine. Raises TooOften."""
    await limits.spend(parley, "changes", user_id)
    async with parley.database.write(user_id) as session:
        user = await memberships.lock_person(session, user_id)
        if user is None or message_id not in await _ids(session, user_id):
            return
        mine = (col(SavedMessage.user_id) == user_id, col(SavedMessage.message_id) == message_id)
        await session.execute(remove(SavedMessage).where(*mine))
        event = await _changed(session, user)
    parley.announce(event)


async def newest(parley: Parley, user_id: uuid.UUID, count: int = PAGE) -> tuple[list[Saved], bool]:
    """The newest lines of what has not been deleted, in rooms one is in, and whether there are more than `count`."""
    found: Any = (
        select(SavedMessage, Message, Room, *beside())
        .join(Message, col(Message.id) == col(SavedMessage.message_id))
        .join(User, col(User.id) == col(Message.sender_id))
        .join(Room, col(Room.id) == col(Message.room_id))
        .where(col(SavedMessage.user_id) == user_id, col(Message.deleted_at).is_(None))
        .where(col(Room.id).in_(visibility.rooms_of(user_id)))
        .order_by(col(SavedMessage.id).desc())
        .limit(min(count, LIMIT) + 1)
    )
    async with parley.database.read() as session:
        user = await session.get(User, user_id)
        if not policy.active(user):
            return [], False
        rows = await session.execute(found)
        lines = [Saved(MessageOut.of(row.Message), PersonOut.of(row, "person_"), row.Room.name) for row in rows]
    return lines[:count], len(lines) > count


async def _ids(session: AsyncSession, user_id: uuid.UUID) -> list[uuid.UUID]:
    mine = select(col(SavedMessage.message_id)).where(col(SavedMessage.user_id) == user_id)
    return list((await session.execute(mine.order_by(col(SavedMessage.id).desc()))).scalars())


async def _changed(session: AsyncSession, user: User) -> PersonChanged:
    user.version += 1
    session.add(user)
    await session.flush()
    saved = SavedOut(tuple(map(str, await _ids(session, user.id))), user.version)
    return PersonChanged(user.id, user.version, user.version, saved=saved)

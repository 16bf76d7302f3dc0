"""What messages said before they were edited: for those who keep order, until the message is erased."""

import uuid

from sqlalchemy import select
from sqlmodel import col

from chat_app import policy
from chat_app.models import Message, Revision, User
from chat_app.schemas import RevisionOut
from chat_app.services import memberships
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

MOST = 100  # of one message, the newest


async def earlier(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID) -> list[RevisionOut]:
    """The earlier texts of a message, newest first. Raises NotAllowed, also for a message that is not there or has been
    deleted."""
    async with parley.database.read() as session:
        message, user = await session.get(Message, message_id), await session.get(User, user_id)
        membership = await memberships.find(session, message.room_id, user_id) if message else None
        if message is None or message.deleted_at is not None or user is None or membership is None:
            raise NotAllowed
        if not policy.may_see_revisions(user, membership):
            raise NotAllowed("Only owners and admins see what a message said before.")
        found = select(Revision).where(col(Revision.message_id) == message_id).order_by(col(Revision.id).desc())
        return [RevisionOut.of(row) for row in (await session.execute(found.limit(MOST))).scalars()]

"""Pins: what a room wants to keep in sight. They are versioned by the room, and counted in its row."""

import uuid

from chat_app import policy
from chat_app.models import now
from chat_app.schemas import MessageOut
from chat_app.services.errors import NotAllowed
from chat_app.services.message_changes import Change, change
from chat_app.services.parley import Parley

LIMIT = 50  # a room: all of them come with every opening
FULL = f"This room has {LIMIT} pinned messages, which is as many as it can hold. Unpin one first."


async def pin(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID) -> MessageOut:
    """Pin a message; pinned already is fine. Raises NotAllowed."""

    async def do(changing: Change) -> None:
        if not policy.may_pin(changing.message):
            raise NotAllowed("Only what people wrote can be pinned.")
        if changing.message.pinned_at is None:
            if changing.room.pins >= LIMIT:
                raise NotAllowed(FULL)
            changing.message.pinned_at = now()
            changing.room.pins += 1

    return await change(parley, user_id, message_id, do)


async def unpin(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID) -> MessageOut:
    """Take a pin out; not pinned is fine. Raises NotAllowed."""

    async def do(changing: Change) -> None:
        if changing.message.pinned_at is not None:
            changing.message.pinned_at = None
            changing.room.pins -= 1

    return await change(parley, user_id, message_id, do)

"""Drafts: kept while one types, gone everywhere once the message is posted."""

import uuid

from sqlalchemy import select
from sqlmodel import col

from chat_app import policy
from chat_app.events import PersonChanged
from chat_app.models import Draft, Message, now
from chat_app.schemas import DraftOut, clean
from chat_app.services import limits, memberships
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley

LONGEST = 20_000  # characters: more than a message holds, since a long text may be on its way to becoming several


async def save(
    parley: Parley,
    user_id: uuid.UUID,
    room_id: uuid.UUID,
    client_msg_id: uuid.UUID,
    text: str,
    reply_to_id: uuid.UUID | None = None,
) -> None:
    """Keep a text, or with an empty one give up the draft of that id. Raises Invalid (too long) or NotAllowed.

    A save that comes after its message was posted changes nothing.
    """
    await limits.spend(parley, "drafts", user_id)
    text = clean(text) if text.strip() else ""
    if len(text) > LONGEST:
        raise Invalid("This is too long to be kept as a draft.", "text")
    async with parley.database.write(user_id) as session:
        user = await memberships.lock_person(session, user_id)  # a post locks it too: it has happened, or will
        if user is None or not policy.may_read(await memberships.find(session, room_id, user_id)):
            raise NotAllowed
        found = select(Draft).where(col(Draft.user_id) == user_id, col(Draft.room_id) == room_id)
        draft = (await session.execute(found)).scalar_one_or_none()
        key = col(Message.room_id) == room_id, col(Message.client_msg_id) == client_msg_id
        if text and (await session.execute(select(col(Message.id)).where(*key))).first() is not None:
            return
        if not text and (draft is None or draft.client_msg_id != client_msg_id):
            return  # the draft is another device's by now
        if draft is None:
            draft = Draft(user_id=user_id, room_id=room_id, client_msg_id=client_msg_id)
        if (draft.text, draft.client_msg_id, draft.reply_to_id) == (text, client_msg_id, reply_to_id):
            return
        draft.text, draft.client_msg_id, draft.reply_to_id = text, client_msg_id, reply_to_id
        user.version += 1
        draft.version, draft.updated_at = user.version, now()
        session.add_all((user, draft))
        out = DraftOut.of(draft)
    parley.announce(PersonChanged(user_id, out.version, out.version, drafts=(out,)))

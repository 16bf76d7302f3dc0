"""Posting: a post is counted, checked by the filters, and handed to the writer."""

import uuid

from sqlalchemy import select
from sqlmodel import col

from chat_app.filters import Post
from chat_app.models import Message
from chat_app.schemas import MessageIn, MessageOut
from chat_app.services import errors, limits
from chat_app.services.errors import Refused
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter


def parse(**fields: object) -> MessageIn:
    """A post from what a browser sent. Raises Invalid with a sentence."""
    return errors.parse(MessageIn, fields)


async def post(writer: PostWriter, sender_id: uuid.UUID, draft: MessageIn) -> MessageOut:
    """Store a post. A second call with its `client_msg_id` returns the first message. Raises Refused with the reason.

    Who posts too fast, or what no filter lets through, is told so; but never about a post that is stored, which would
    then be posted twice by hand.
    """
    parley, flags = writer.parley, ()
    try:
        await limits.spend(parley, "posts", sender_id)
        if parley.filters:
            checked = await parley.filters.check(Post(draft.text, draft.room_id, sender_id))
            draft, flags = draft.model_copy(update={"text": checked.text}), checked.flags
    except Refused:
        if not await _stored(parley, sender_id, draft):
            raise
    return await writer.post(sender_id, draft, flags)


async def _stored(parley: Parley, sender_id: uuid.UUID, draft: MessageIn) -> bool:
    found = select(col(Message.id)).where(
        col(Message.room_id) == draft.room_id,
        col(Message.client_msg_id) == draft.client_msg_id,
        col(Message.sender_id) == sender_id,
    )
    async with parley.database.snapshot() as connection:
        return (await connection.execute(found)).one_or_none() is not None

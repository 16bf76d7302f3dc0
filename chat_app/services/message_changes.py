"""What people do with a message that stands: edit, delete, undo, react.

Each takes the room's lock and its next version, stamps the message with it, and announces the whole message (rule R3).
"""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy import delete as remove
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from chat_app import policy, words
from chat_app.events import Event, RoomChanged
from chat_app.filters import Post
from chat_app.models import Membership, Message, Reaction, Revision, Room, User, now
from chat_app.schemas import MAX_MESSAGE, MessageOut, PersonOut, RoomOut, clean
from chat_app.schemas.wording import message_text
from chat_app.services import audit, flags, limits, memberships, mentions, readings, unread
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.mention_names import EVERYBODY
from chat_app.services.parley import Parley

UNDO = timedelta(seconds=10)
MAX_REACTIONS = 20  # different emoji on one message
GONE = "This message has been deleted."
NOT_YOURS = "You can edit your own messages only."
_ORIGIN = select(col(Message.room_id), col(Message.sender_id)).where(col(Message.id) == bindparam("message"))
_TABLE: Any = SQLModel.metadata.tables["messages"]


@dataclass(slots=True)
class Change:
    """A message inside a transaction that has locked its room, and the member who is changing it."""

    session: AsyncSession
    room: Room
    message: Message
    user: User
    membership: Membership
    events: list[Event] = field(default_factory=list)


Do = Callable[[Change], Awaitable[None]]


async def edit(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID, text: str) -> MessageOut:
    """Replace a text; the earlier one is kept for admins. Raises Invalid or NotAllowed."""
    text = message_text(text)
    if not 1 <= len(text) <= MAX_MESSAGE:
        raise Invalid(f"A message has 1 to {MAX_MESSAGE:,} characters; this one has {len(text):,}.", "text")
    await limits.spend(parley, "changes", user_id)
    origin = await _origin(parley, message_id)
    if origin is None or origin.sender_id != user_id:
        raise NotAllowed(NOT_YOURS)
    # Before the room is locked: filters may take their time.
    checked = await parley.filters.check(Post(text, origin.room_id, user_id, edited=True))
    (reading,) = await readings.read(parley, origin.room_id, [(user_id, checked.text)])

    async def do(changing: Change) -> None:
        message = changing.message
        if not policy.may_edit(changing.user, message):
            raise NotAllowed(NOT_YOURS)
        changing.session.add(Revision(message_id=message.id, content=message.content))
        # An edit may call everyone only if a post might have; what it says already may stay.
        loud = set(EVERYBODY).intersection(reading.rendered.mentions).difference(message.mentions)
        if loud and not policy.may_call_everyone(changing.user.role, changing.room.members):
            raise NotAllowed(mentions.TOO_LOUD)
        message.content, message.html, message.edited_at = checked.text, reading.rendered.html, now()
        message.mentions = list(reading.rendered.mentions)
        found_by = update(_TABLE).where(_TABLE.c.id == message.id).values(words=words.indexed(message.content))
        await changing.session.execute(found_by)
        changing.events += await mentions.revise(changing.session, message, reading.called)
        await flags.note(changing.session, message.id, user_id, checked.flags)

    return await _change(parley, user_id, origin.room_id, message_id, do)


async def delete(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID, *, ip: str = "") -> MessageOut:
    """Hide a message at once; its content is erased ten seconds later (rule R4). Removing another
    author's message is noted. Raises NotAllowed."""

    async def do(changing: Change) -> None:
        if not policy.may_delete(changing.user, changing.membership, changing.message):
            raise NotAllowed("You may not delete this message.")
        changing.message.deleted_at, changing.message.deleted_by = now(), user_id
        await _note(changing, "message.removed", ip)
        changing.room.pins -= changing.message.pinned_at is not None
        unread.leave_out(changing.room, changing.message)
        changing.events += await mentions.revise(changing.session, changing.message, {})

    return await change(parley, user_id, message_id, do)


async def undo_delete(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID, *, ip: str = "") -> MessageOut:
    """Bring back a message within ten seconds, for the person who deleted it. Raises NotAllowed afterwards, and for all
    others: also for the author of a message that a moderator removed."""

    async def do(changing: Change) -> None:
        message = changing.message
        if not policy.may_restore(changing.user, changing.membership, message):
            raise NotAllowed("You may not bring this message back.")
        if message.deleted_at is None or now() - message.deleted_at > UNDO or not message.content:
            raise NotAllowed("It is too late: the message has been erased.")
        message.deleted_at = message.deleted_by = None
        await _note(changing, "message.restored", ip)
        changing.room.pins += message.pinned_at is not None
        unread.take_in(changing.room, message)
        here = await mentions.audience(
            await changing.session.connection(), changing.room.id, [(message.sender_id, message.content)]
        )
        called = here.called(message.mentions, message.sender_id, parley.presence.online)
        changing.events += await mentions.revise(changing.session, message, called)

    return await change(parley, user_id, message_id, do, deleted=True)


async def react(parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID, emoji: str) -> MessageOut:
    """Add a person's reaction, or take it back if it is there. Raises Invalid or NotAllowed."""
    emoji = clean(emoji).strip()
    if not policy.is_emoji(emoji):
        raise Invalid("That is not an emoji.", "emoji")

    async def do(changing: Change) -> None:
        session, message, me = changing.session, changing.message, str(user_id)
        reactions: dict[str, list[str]] = {each["emoji"]: each["people"] for each in message.reactions}
        if emoji not in reactions and len(reactions) >= MAX_REACTIONS:
            raise NotAllowed("There are enough different reactions on this message.")
        people = reactions.get(emoji, [])
        if me in people:
            reactions[emoji] = [each for each in people if each != me]
            mine = (col(Reaction.message_id) == message.id, col(Reaction.user_id) == user_id)
            await session.execute(remove(Reaction).where(*mine, col(Reaction.emoji) == emoji))
        else:
            reactions[emoji] = [*people, me]
            session.add(Reaction(message_id=message.id, user_id=user_id, emoji=emoji))
        message.reactions = [{"emoji": each, "people": whose} for each, whose in reactions.items() if whose]

    return await change(parley, user_id, message_id, do)


async def _note(changing: Change, act: str, ip: str) -> None:
    """Note in the audit log what a moderator did to another author's message, without its text."""
    user, message = changing.user, changing.message
    if message.sender_id == user.id:
        return
    author = await changing.session.get(User, message.sender_id)
    audit.record(
        changing.session, user.id, act, subject_id=message.sender_id, subject=author.name if author else "", ip=ip,
        room=changing.room.name, message=str(message.id),
    )  # fmt: skip


async def _origin(parley: Parley, message_id: uuid.UUID) -> Any:
    """The `room_id` and `sender_id` of a message, which never change; None when there is no such message."""
    async with parley.database.snapshot() as connection:
        return (await connection.execute(_ORIGIN, {"message": message_id})).one_or_none()


async def change(
    parley: Parley, user_id: uuid.UUID, message_id: uuid.UUID, do: Do, *, deleted: bool = False
) -> MessageOut:
    """Do something to a message under its room's lock, at the room's next version, and tell everybody. With `deleted`,
    to one that is deleted. Raises NotAllowed for strangers, in archived rooms, and for a message in the other state.
    """
    await limits.spend(parley, "changes", user_id)
    if (origin := await _origin(parley, message_id)) is None:
        raise NotAllowed
    return await _change(parley, user_id, origin.room_id, message_id, do, deleted=deleted)


async def _change(
    parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, message_id: uuid.UUID, do: Do, *, deleted: bool = False
) -> MessageOut:
    async with parley.database.write(room_id) as session:
        room = await memberships.lock_room(session, room_id)
        membership = await memberships.find(session, room_id, user_id)
        user = await session.get(User, user_id)
        if room is None or user is None or membership is None or not policy.active(user):
            raise NotAllowed
        if not policy.may_post(room, membership):
            raise NotAllowed
        message = await session.get(Message, message_id)  # after the lock: this is how it stands now
        if message is None or (message.deleted_at is not None) != deleted:
            raise NotAllowed(GONE)
        changing = Change(session, room, message, user, membership)
        await do(changing)
        room.version += 1
        message.version = room.version
        session.add_all((room, message))
    out, after = MessageOut.of(message), RoomOut.of(room)
    changed = RoomChanged(room.id, after.version, after.version, after, (out,), (PersonOut.of(user),))
    parley.announce(changed, *changing.events)
    return out

"""System lines: who came, went, renamed or archived, told in the feed. They never make a room unread."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from chat_app.events import Event, RoomChanged
from chat_app.models import Message, Room, User, new_id
from chat_app.schemas import MessageOut, PersonOut, RoomOut, SystemLine


def add(session: AsyncSession, room: Room, actor: User, act: str, people: Sequence[User] = (), text: str = "") -> Event:
    """Say in a room, whose row is locked, what a person did. It takes the next place and version, and no `post_no`.

    Returns what to announce after the commit.
    """
    room.version += 1
    room.last_seq += 1
    room.about_version = room.version
    line = SystemLine(act, tuple(str(person.id) for person in people), text)
    message = Message(
        room_id=room.id, seq=room.last_seq, post_no=room.posts, version=room.version, kind="system",
        sender_id=actor.id, content=line.content, client_msg_id=new_id(),
    )  # fmt: skip
    session.add_all((room, message))
    named = tuple(PersonOut.of(person) for person in (actor, *people))
    return RoomChanged(room.id, room.version, room.version, RoomOut.of(room), (MessageOut.of(message),), named)

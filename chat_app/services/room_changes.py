"""What becomes of a room as a whole: its name, topic and description, and whether it is still in use."""

import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from chat_app import policy
from chat_app.events import Event, RoomChanged
from chat_app.models import Membership, Room, User, now
from chat_app.schemas import RoomChangeIn, RoomOut
from chat_app.services import audit, limits, memberships, rooms, system_lines
from chat_app.services.errors import Invalid, NotAllowed, parse
from chat_app.services.parley import Parley
from chat_app.services.rooms import TAKEN, fold

NOT_YOURS = "Only owners of a room may do that."


@dataclass(slots=True)
class Change:
    """A room inside a transaction that has locked it, and who is changing it."""

    session: AsyncSession
    room: Room
    user: User
    membership: Membership | None
    events: list[Event] = field(default_factory=list[Event])

    def add_line(self, act: str, text: str = "") -> None:
        """Say it in the feed."""
        self.events.append(system_lines.add(self.session, self.room, self.user, act, text=text))

    def stamp(self) -> None:
        """Take the next version for something that no line tells of."""
        self.room.version += 1
        self.room.about_version = self.room.version
        self.session.add(self.room)
        self.events.append(RoomChanged(self.room.id, self.room.version, self.room.version, RoomOut.of(self.room)))


async def describe(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, **fields: object) -> RoomOut:
    """Change name, topic or description; what is missing stays. Raises Invalid (a taken name, too) or NotAllowed."""
    await limits.spend(parley, "room_acts", user_id)
    asked = parse(RoomChangeIn, {"name": None, **fields})
    try:
        async with _changing(parley, user_id, room_id) as change:
            room = change.room
            if not policy.may_describe(change.user, change.membership, room):
                raise NotAllowed("You may not change this room.")
            if asked.name is not None and asked.name != room.name:
                if not policy.may_rename(change.user, change.membership, room):
                    raise NotAllowed("Only owners of a room may rename it.")
                await rooms.claim_name(change.session, change.user, asked.name, but=room.id)
                room.name, room.name_key = asked.name, fold(asked.name)
                change.add_line("renamed", asked.name)
            if asked.topic is not None and asked.topic != room.topic:
                room.topic = asked.topic
                change.add_line("topic", asked.topic)
            if asked.description is not None and asked.description != room.description:
                room.description = asked.description
                change.stamp()
    except IntegrityError:
        raise Invalid(TAKEN, "name") from None
    return RoomOut.of(room)


async def archive(
    parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, archived: bool = True, *, ip: str = ""
) -> RoomOut:
    """Close a room for good: it can be read, and nothing more; or take it into use again. Raises NotAllowed."""
    await limits.spend(parley, "room_acts", user_id)
    async with _changing(parley, user_id, room_id) as change:
        room = change.room
        if not policy.may_archive(change.user, change.membership, room):
            raise NotAllowed(NOT_YOURS if policy.belongs(change.membership) else memberships.NO_SUCH_ROOM)
        if (room.archived_at is not None) != archived:
            room.archived_at = now() if archived else None
            act = "archived" if archived else "unarchived"
            change.add_line(act)
            audit.record(change.session, user_id, f"room.{act}", subject_id=room.id, subject=room.name, ip=ip)
    return RoomOut.of(room)


@asynccontextmanager
async def _changing(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID) -> AsyncGenerator[Change]:
    async with parley.database.write(room_id) as session:
        room = await memberships.lock_room(session, room_id)
        user = await session.get(User, user_id)
        if room is None or user is None or not policy.active(user):
            raise NotAllowed(memberships.NO_SUCH_ROOM)
        change = Change(session, room, user, await memberships.find(session, room_id, user_id))
        yield change
    parley.announce(*change.events)

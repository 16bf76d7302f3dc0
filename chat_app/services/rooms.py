"""Rooms: making them, finding them."""

import uuid
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy, words
from chat_app.events import Event, PersonChanged
from chat_app.lookalikes import skeletons
from chat_app.models import Room, User, Workspace
from chat_app.models.room import RoomKind
from chat_app.schemas import PersonOut, RoomIn, RoomOut
from chat_app.services import limits, memberships, system_lines, visibility
from chat_app.services.errors import Invalid, NotAllowed, parse
from chat_app.services.parley import Parley

TAKEN = "There is a room of that name already."
KEY = 160  # characters of `Room.name_key`; one letter can fold to as many as eighteen


async def create(parley: Parley, user_id: uuid.UUID, **fields: Any) -> RoomOut:
    """Make an open or closed room; its maker owns it. Raises Invalid (also for a taken name) or NotAllowed."""
    asked = parse(RoomIn, fields)
    await limits.spend(parley, "rooms", user_id)
    try:
        async with parley.database.write(user_id) as session:
            user = await memberships.lock_person(session, user_id)
            settings = (await session.execute(select(Workspace))).scalar_one_or_none()
            who = settings.who_creates if settings is not None else "everyone"
            if user is None or not policy.active(user) or not policy.may_create_room(user, who):
                raise NotAllowed("You may not create rooms.")
            kind: RoomKind = "closed" if asked.kind == "closed" else "open"
            await claim_name(session, user, asked.name)
            room, changes = await make(session, user, name=asked.name, kind=kind, topic=asked.topic)
    except IntegrityError:
        raise Invalid(TAKEN, "name") from None
    parley.announce(*changes)
    return RoomOut.of(room)


async def make(
    session: AsyncSession, user: User, *, name: str, kind: RoomKind, topic: str = ""
) -> tuple[Room, list[Event]]:
    """A room and its owner, inside the caller's transaction. Raises IntegrityError for another open room's name."""
    room = Room(kind=kind, name=name, name_key=fold(name), topic=topic, created_by=user.id)
    session.add(room)
    await session.flush()
    return room, await memberships.enter(session, room, user, role="owner")


async def claim_name(session: AsyncSession, user: User, name: str, *, but: uuid.UUID | None = None) -> None:
    """Make sure that no room that this person may know of, `but` one, has a name, or one that looks the same; case,
    width and accents aside.

    Closed rooms that they are not in may have it: a refusal would tell that these exist. Raises Invalid.
    """
    found = select(col(Room.name)).where(visibility.rooms(user), col(Room.id) != but)
    known = (await session.execute(found)).scalars()
    if any(each and not skeletons(each).isdisjoint(skeletons(name)) for each in known):
        raise Invalid(TAKEN, "name")


async def open_direct(parley: Parley, user_id: uuid.UUID, other_ids: list[uuid.UUID]) -> RoomOut:
    """The direct room of these people; the same people always get the same one. Raises NotAllowed."""
    ids = sorted({user_id, *other_ids}, key=str)
    key = ",".join(map(str, ids))
    if (room := await _direct(parley, key)) is not None:
        return room
    await limits.spend(parley, "direct_rooms", user_id)
    try:
        async with parley.database.write() as session:
            people = [person for each in ids if (person := await memberships.lock_person(session, each))]
            me = next((person for person in people if person.id == user_id), None)
            rest = [person for person in people if person.id != user_id]
            if me is None or len(people) != len(ids) or not policy.may_open_direct(me, rest):
                raise NotAllowed("You cannot start a conversation with these people.")
            changes = await _make_direct(session, key, people)
    except IntegrityError:  # another request was first
        found = await _direct(parley, key)
        assert found is not None
        return found
    parley.announce(*changes)
    made = next(change for change in changes if isinstance(change, PersonChanged))
    return made.rooms[0]


async def browse(parley: Parley, user_id: uuid.UUID) -> list[RoomOut]:
    """The open rooms one could join, by name."""
    async with parley.database.read() as session:
        user = await session.get(User, user_id)
        if user is None or not policy.active(user) or not policy.may_browse(user):
            return []
        return await _listed(session, visibility.linked_rooms(user), col(Room.id).not_in(visibility.rooms_of(user_id)))


async def archived(parley: Parley, user_id: uuid.UUID) -> list[RoomOut]:
    """Return the archived rooms of a member, by name."""
    async with parley.database.read() as session:
        mine = col(Room.id).in_(visibility.rooms_of(user_id))
        return await _listed(session, mine, col(Room.archived_at).is_not(None))


async def peek(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID) -> RoomOut | None:
    """Return a room that a person could join, or None: also for a closed room, so that no stranger learns it exists."""
    async with parley.database.read() as session:
        user, room = await session.get(User, user_id), await session.get(Room, room_id)
        if user is None or room is None or not policy.active(user) or not policy.may_join(user, room):
            return None
        return RoomOut.of(room)


async def join_first(session: AsyncSession, user: User) -> list[Event]:
    """Enter the oldest open room: a newcomer's rooms are not an empty list."""
    oldest = (
        select(col(Room.id)).where(col(Room.kind) == "open", col(Room.archived_at).is_(None)).order_by(col(Room.id))
    )
    return await join_invited(session, user, [str(each) for each in await session.scalars(oldest.limit(1))])


async def join_invited(session: AsyncSession, user: User, room_ids: list[str]) -> list[Event]:
    """Enter the rooms that an invite leads into, as far as these are in use and the person is not in them."""
    changes: list[Event] = []
    for room_id in sorted(room_ids):
        room = await memberships.lock_room(session, uuid.UUID(room_id))
        place = await memberships.find(session, uuid.UUID(room_id), user.id)
        if room is not None and room.archived_at is None and not policy.belongs(place):
            changes += await memberships.enter(session, room, user)
            changes.append(system_lines.add(session, room, user, "joined"))
    return changes


def fold(name: str) -> str:
    """A name for comparison (`words.fold`), as short as its column."""
    return words.fold_name(name)[:KEY]


async def _listed(session: AsyncSession, *conditions: ColumnElement[bool]) -> list[RoomOut]:
    found = select(Room).where(*conditions).order_by(func.lower(col(Room.name))).limit(500)
    return [RoomOut.of(room) for room in (await session.execute(found)).scalars()]


async def _direct(parley: Parley, key: str) -> RoomOut | None:
    async with parley.database.read() as session:
        room = (await session.execute(select(Room).where(col(Room.direct_key) == key))).scalar_one_or_none()
        return RoomOut.of(room) if room is not None else None


async def _make_direct(session: AsyncSession, key: str, people: list[User]) -> list[Event]:
    room = Room(kind="direct", direct_key=key)
    session.add(room)
    await session.flush()
    changes: list[Event] = []
    for person in people:
        changes += await memberships.enter(session, room, person)
    everyone, seen = tuple(PersonOut.of(person) for person in people), RoomOut.of(room)
    return [
        replace(change, rooms=(seen,), people=everyone) if isinstance(change, PersonChanged) else change
        for change in changes
    ]

"""Who is in a room, and as what: adding, removing, owners."""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.events import Event
from chat_app.models import Membership, Room, Sighting, User, now
from chat_app.models.membership import RoomRole
from chat_app.schemas import MemberOut, PersonOut, RoomDetails, milliseconds
from chat_app.services import audit, limits, memberships, system_lines, visibility
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley

AT_ONCE = 100  # people who can be added in one go


async def add(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, ids: Collection[uuid.UUID]) -> int:
    """Bring people into an open or closed room; who is in it already stays. Returns how many came.

    Raises Invalid for nobody or too many, NotAllowed.
    """
    await limits.spend(parley, "room_acts", user_id)
    if not 1 <= len(ids) <= AT_ONCE:
        raise Invalid(f"Choose between 1 and {AT_ONCE} people.", "people")
    async with parley.database.write(room_id) as session:
        room, user, membership = await _admit(session, user_id, room_id)
        if not policy.may_add(user, membership, room):
            raise NotAllowed("You may not add people to this room.")
        people = [await memberships.lock_person(session, each) for each in sorted(set(ids))]
        if not all(policy.active(person) for person in people):
            raise NotAllowed("Some of these people have no active account.")
        inside = set((await session.execute(_members(room_id))).scalars())
        newcomers = [person for person in people if person is not None and person.id not in inside]
        changes: list[Event] = []
        for person in newcomers:
            changes += await memberships.enter(session, room, person)
        if newcomers:
            changes.append(system_lines.add(session, room, user, "added", newcomers))
    parley.announce(*changes)
    return len(newcomers)


async def remove(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, other_id: uuid.UUID, *, ip: str = "") -> None:
    """Take a person out of a room: their tabs stop receiving before this returns (rule R10). Raises NotAllowed."""
    await limits.spend(parley, "room_acts", user_id)
    async with parley.database.write(room_id) as session:
        room, user, membership = await _admit(session, user_id, room_id)
        other, place = await _member(session, room_id, other_id)
        if not policy.may_remove(user, membership, room, place):
            raise NotAllowed("Only owners of a room may remove people from it.")
        place.left_at, place.removed_by, place.role = now(), user.id, "member"
        changes = await memberships.stamp(session, room, other, place, (user,))
        changes.append(system_lines.add(session, room, user, "removed", [other]))
        audit.record(
            session, user_id, "room.person_removed", subject_id=other.id, subject=other.name, ip=ip, room=room.name
        )
    parley.announce(*changes)


async def set_role(
    parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, other_id: uuid.UUID, role: RoomRole, *, ip: str = ""
) -> None:
    """Make a member an owner of a room, or an ordinary member again. Raises NotAllowed."""
    await limits.spend(parley, "room_acts", user_id)
    async with parley.database.write(room_id) as session:
        room, user, membership = await _admit(session, user_id, room_id)
        other, place = await _member(session, room_id, other_id)
        if not policy.may_manage(user, membership, room) or (role == "owner" and not policy.may_own(other)):
            raise NotAllowed("You may not choose the owners of this room.")
        if role == "member" and policy.must_hand_over(place, *await memberships.head_count(session, room_id)):
            raise NotAllowed(memberships.LAST_OWNER)
        changes = await _give(session, room, user, other, place, role, ip=ip)
    parley.announce(*changes)


async def hand_over(
    parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, other_id: uuid.UUID, *, ip: str = ""
) -> None:
    """Make another member the owner instead of the person who asks. Raises NotAllowed."""
    await limits.spend(parley, "room_acts", user_id)
    async with parley.database.write(room_id) as session:
        room, user, membership = await _admit(session, user_id, room_id)
        other, place = await _member(session, room_id, other_id)
        if membership.role != "owner" or user.id == other.id or not policy.may_own(other):
            raise NotAllowed("You may not hand over this room.")
        changes = await _give(session, room, user, other, place, "owner", ip=ip)
        changes += await _give(session, room, user, user, membership, "member", ip=ip)
    parley.announce(*changes)


async def details(
    parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID
) -> tuple[RoomDetails, tuple[PersonOut, ...], dict[str, int]]:
    """What there is to know about a room; the people it names, owners first; when its members were last seen, in
    milliseconds since 1970. For its members: raises NotAllowed."""
    async with parley.database.read() as session:
        room = await session.get(Room, room_id)
        if room is None or not policy.may_read(await memberships.find(session, room_id, user_id)):
            raise NotAllowed
        found = (
            select(User, col(Membership.role), col(Sighting.at))
            .join(Membership, col(Membership.user_id) == col(User.id))
            .outerjoin(Sighting, col(Sighting.user_id) == col(User.id))
            .where(col(Membership.room_id) == room_id, col(Membership.left_at).is_(None))
            .order_by(col(Membership.role).desc(), func.lower(col(User.name)))
        )
        rows = [(PersonOut.of(user), role, at) for user, role, at in await session.execute(found)]
        founder = await _founder(session, room, user_id)
    members = tuple(MemberOut(person.id, role) for person, role, _ in rows)
    people = (*(person for person, _, _ in rows), *((PersonOut.of(founder),) if founder else ()))
    seen = {person.id: last for person, _, at in rows if (last := milliseconds(at))}
    founder_id, since = str(founder.id) if founder else "", milliseconds(room.created_at)
    return RoomDetails(str(room.id), room.version, room.description, founder_id, since, members), people, seen


async def _founder(session: AsyncSession, room: Room, reader_id: uuid.UUID) -> User | None:
    """Who made a room, for those who may know of them: they may have left, and guests know the people of today."""
    reader = await session.get(User, reader_id)
    if reader is None or room.created_by is None:
        return None
    found = select(User).where(col(User.id) == room.created_by, visibility.people(reader))
    return (await session.execute(found)).scalar_one_or_none()


async def candidates(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID) -> list[User]:
    """Return the people who could be added to a room, by name. Raises NotAllowed for all who may not add any."""
    async with parley.database.read() as session:
        room, user, membership = await _admit(session, user_id, room_id)
        if not policy.may_add(user, membership, room):
            raise NotAllowed("You may not add people to this room.")
        found = select(User).where(col(User.deactivated_at).is_(None), col(User.id).not_in(_members(room_id)))
        return list((await session.execute(found.order_by(func.lower(col(User.name))).limit(1000))).scalars())


async def _admit(session: AsyncSession, user_id: uuid.UUID, room_id: uuid.UUID) -> tuple[Room, User, Membership]:
    """The room, locked, and the member who asks. Raises NotAllowed for strangers as for rooms that do not exist."""
    room = await memberships.lock_room(session, room_id)
    user = await session.get(User, user_id)
    membership = await memberships.find(session, room_id, user_id)
    if room is None or user is None or membership is None:
        raise NotAllowed
    if not policy.active(user) or not policy.belongs(membership):
        raise NotAllowed
    return room, user, membership


async def _member(session: AsyncSession, room_id: uuid.UUID, user_id: uuid.UUID) -> tuple[User, Membership]:
    other, place = await memberships.lock_person(session, user_id), await memberships.find(session, room_id, user_id)
    if other is None or place is None or not policy.belongs(place):
        raise NotAllowed("They are not in this room.")
    return other, place


def _members(room_id: uuid.UUID) -> Select[Any]:
    return select(col(Membership.user_id)).where(col(Membership.room_id) == room_id, col(Membership.left_at).is_(None))


async def _give(
    session: AsyncSession, room: Room, user: User, other: User, place: Membership, role: RoomRole, *, ip: str
) -> list[Event]:
    if place.role == role:
        return []
    place.role = role
    changes = await memberships.stamp(session, room, other, place)
    if role == "owner":
        changes.append(system_lines.add(session, room, user, "owner", [other]))
    audit.record(session, user.id, f"room.{role}_made", subject_id=other.id, subject=other.name, ip=ip, room=room.name)
    return changes

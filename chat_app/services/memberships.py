"""Memberships: joining, leaving, reading, stars. Each takes the room's lock (or the person's) and the next version."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.events import Event, PersonChanged, RoomChanged
from chat_app.models import Membership, Room, User, now
from chat_app.models.membership import Involvement, RoomRole
from chat_app.schemas import MembershipOut, PersonOut, RoomOut
from chat_app.services import limits, mentions, system_lines
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

_COUNT = select(func.count()).where(col(Membership.room_id) == bindparam("room"), col(Membership.left_at).is_(None))
LAST_OWNER = "This room needs an owner. Make somebody else one first."
NO_SUCH_ROOM = "There is no such room, or you may not join it."


async def join(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID) -> RoomOut:
    """Enter an open room; being in it already is fine. Raises NotAllowed."""
    await limits.spend(parley, "room_acts", user_id)
    async with parley.database.write(room_id) as session:
        room = await lock_room(session, room_id)
        user = await lock_person(session, user_id)
        membership = await find(session, room_id, user_id)
        if policy.belongs(membership):
            assert room is not None
            return RoomOut.of(room)
        if room is None or user is None or not policy.active(user) or not policy.may_join(user, room):
            raise NotAllowed(NO_SUCH_ROOM)
        changes = await enter(session, room, user)
        changes.append(system_lines.add(session, room, user, "joined"))
    parley.announce(*changes)
    return RoomOut.of(room)


async def leave(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID) -> None:
    """Leave a room; the row stays, so that other tabs learn of it.

    Raises NotAllowed for direct rooms, for strangers, and for the last owner while others are there.
    """
    await limits.spend(parley, "room_acts", user_id)
    async with parley.database.write(room_id) as session:
        room = await lock_room(session, room_id)
        user = await lock_person(session, user_id)
        membership = await find(session, room_id, user_id)
        if room is None or user is None or membership is None or not policy.belongs(membership):
            raise NotAllowed
        if not policy.may_leave(room):
            raise NotAllowed("A direct conversation keeps its people.")
        if policy.must_hand_over(membership, *await head_count(session, room_id)):
            raise NotAllowed(LAST_OWNER)
        membership.left_at, membership.removed_by, membership.role = now(), None, "member"
        changes = await stamp(session, room, user, membership)
        changes.append(system_lines.add(session, room, user, "left"))
    parley.announce(*changes)


async def mark_read(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, seq: int, posts: int) -> None:
    """Move a member's read position forward, never back and never past the end. A stranger's call changes nothing."""
    await _change(parley, user_id, room_id, "reading", lambda place, room: {
        "read_seq": max(place.read_seq, min(seq, room.last_seq)),
        "read_posts": max(place.read_posts, min(posts, room.posts)),
    })  # fmt: skip


async def mark_unread(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, seq: int, posts: int) -> None:
    """Move a member's read position back to a place. A stranger's call changes nothing."""
    await _change(parley, user_id, room_id, "places", lambda place, _: {
        "read_seq": max(0, min(seq, place.read_seq)), "read_posts": max(0, min(posts, place.read_posts))
    })  # fmt: skip


async def mark_all_read(parley: Parley, user_id: uuid.UUID) -> None:
    """Move all of a person's read positions to the end."""
    await limits.spend(parley, "places", user_id)
    async with parley.database.write(user_id) as session:
        user = await lock_person(session, user_id)
        found = (
            select(Membership, Room)
            .join(Room, col(Room.id) == col(Membership.room_id))
            .where(
                col(Membership.user_id) == user_id,
                col(Membership.left_at).is_(None),
                col(Membership.read_posts) < col(Room.posts),
            )
        )
        rows = [(place, room) for place, room in await session.execute(found)]
        if user is None or not rows:
            return
        user.version += 1
        for place, room in rows:
            place.read_seq, place.read_posts, place.version = room.last_seq, room.posts, user.version
            place.mentions = 0
            session.add(place)
        session.add(user)
    places = tuple(MembershipOut.of(place) for place, _ in rows)
    parley.announce(PersonChanged(user_id, user.version, user.version, places))


async def star(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, starred: bool) -> None:
    """Put a room at the top of a member's list, or back. A stranger's call changes nothing."""
    await _change(parley, user_id, room_id, "places", lambda _place, _room: {"starred": starred})


async def involve(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, involvement: Involvement) -> None:
    """How much of a room one wants to be told of. A stranger's call changes nothing."""
    await _change(parley, user_id, room_id, "places", lambda _place, _room: {"involvement": involvement})


Values = Callable[[Membership, Room], dict[str, Any]]


async def _change(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, limit: limits.Kind, values: Values) -> None:
    """Give a member's row in a room these values, if it is in force; values that stay take no version."""
    await limits.spend(parley, limit, user_id)
    async with parley.database.write(user_id) as session:
        user = await lock_person(session, user_id)
        membership = await find(session, room_id, user_id)
        room = await session.get(Room, room_id)
        if user is None or room is None or membership is None or not policy.belongs(membership):
            return
        before = MembershipOut.of(membership)
        membership.sqlmodel_update(values(membership, room))
        if MembershipOut.of(membership) == before:
            return
        membership.mentions = await mentions.unread(session, membership, room)
        user.version += 1
        membership.version = user.version
        session.add_all((user, membership))
    place = MembershipOut.of(membership)
    parley.announce(PersonChanged(user_id, place.version, place.version, (place,)))


async def enter(session: AsyncSession, room: Room, user: User, role: RoomRole = "member") -> list[Event]:
    """Put a person into a room whose row is locked, with all of it read. Returns what to announce after the commit."""
    membership = await find(session, room.id, user.id)
    if membership is None:
        membership = Membership(user_id=user.id, room_id=room.id, role=role)
    membership.left_at, membership.removed_by, membership.joined_at = None, None, now()
    membership.read_seq, membership.read_posts, membership.mentions = room.last_seq, room.posts, 0
    return await stamp(session, room, user, membership)


async def stamp(
    session: AsyncSession, room: Room, user: User, membership: Membership, named: Sequence[User] = ()
) -> list[Event]:
    """Take the next version of the room and of the person, count the members, and say what changed. `named` are others
    to be known."""
    room.version += 1
    room.about_version = room.version
    user.version += 1
    membership.version, membership.room_version = user.version, room.version
    session.add_all((room, user, membership))
    await session.flush()
    room.members = (await session.execute(_COUNT, {"room": room.id})).scalar_one()
    seen, place = RoomOut.of(room), MembershipOut.of(membership)
    everyone = tuple(PersonOut.of(each) for each in (user, *named))
    return [
        RoomChanged(room.id, room.version, room.version, seen, people=everyone[:1]),
        PersonChanged(user.id, user.version, user.version, (place,), () if place.left else (seen,), everyone),
    ]


async def head_count(session: AsyncSession, room_id: uuid.UUID) -> tuple[int, int]:
    """How many owners and how many members a room has, of those who can use their accounts."""
    found = (
        select(col(Membership.role), func.count())
        .join(User, col(User.id) == col(Membership.user_id))
        .where(
            col(Membership.room_id) == room_id, col(Membership.left_at).is_(None), col(User.deactivated_at).is_(None)
        )
        .group_by(col(Membership.role))
    )
    counts: dict[str, int] = {row[0]: row[1] for row in await session.execute(found)}
    return counts.get("owner", 0), sum(counts.values())


async def find(session: AsyncSession, room_id: uuid.UUID, user_id: uuid.UUID) -> Membership | None:
    """Return a person's row in a room, in force or not."""
    found = select(Membership).where(col(Membership.room_id) == room_id, col(Membership.user_id) == user_id)
    return (await session.execute(found)).scalar_one_or_none()


async def lock_room(session: AsyncSession, room_id: uuid.UUID) -> Room | None:
    """The room's row, locked until the transaction ends. Always taken before people's rows."""
    found = select(Room).where(col(Room.id) == room_id).with_for_update(key_share=True)
    return (await session.execute(found)).scalar_one_or_none()


async def lock_person(session: AsyncSession, user_id: uuid.UUID) -> User | None:
    """A person's row, locked until the transaction ends. Several are taken in the order of their ids."""
    found = select(User).where(col(User.id) == user_id).with_for_update(key_share=True)
    return (await session.execute(found)).scalar_one_or_none()

"""What a person may know of: the rooms and the people that may be named to them.

Every place that names rooms or people (suggestions, links in messages, lists, cards, pictures, presence, refused names)
asks here. People who may know of a room learn its name and topic; only members read its messages.
"""

import uuid
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from chat_app import policy
from chat_app.models import Membership, Room, User
from chat_app.services.parley import Parley


class Viewer(Protocol):
    """A `User`, or a row with these columns."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def role(self) -> str: ...


def rooms(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `Room` that leaves those a person may know of: their own, and the open ones unless they are a
    guest."""
    own = col(Room.id).in_(rooms_of(viewer.id))
    return or_(own, col(Room.kind) == "open") if policy.may_browse(viewer) else own


def linked_rooms(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `Room` that leaves those a person may point others at with `#`: open ones in use that they know
    of. A link to another would tell all readers that it exists."""
    return (col(Room.kind) == "open") & col(Room.archived_at).is_(None) & rooms(viewer)


def people(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `User` that leaves those a person may know of: everybody, or for a guest themselves and the
    people of their rooms."""
    if policy.sees_everyone(viewer):
        return true()
    there = select(col(Membership.user_id)).where(
        col(Membership.room_id).in_(rooms_of(viewer.id)), col(Membership.left_at).is_(None)
    )
    return or_(col(User.id) == viewer.id, col(User.id).in_(there))


async def circles(parley: Parley, user_ids: list[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Return with whom each of these people shares a room, themselves included; none for a person in no room."""
    mine, theirs = aliased(Membership), aliased(Membership)
    found = (
        select(col(mine.user_id), col(theirs.user_id))
        .join(theirs, col(theirs.room_id) == col(mine.room_id))
        .where(col(mine.user_id).in_(user_ids), col(mine.left_at).is_(None), col(theirs.left_at).is_(None))
        .distinct()
    )
    known: dict[uuid.UUID, set[uuid.UUID]] = {user_id: {user_id} for user_id in user_ids}
    async with parley.database.read() as session:
        for one, other in await session.execute(found):
            known[one].add(other)
    return known


def rooms_of(user_id: uuid.UUID) -> Select[Any]:
    """Return a query for the ids of the rooms that a person is a member of now."""
    return select(col(Membership.room_id)).where(col(Membership.user_id) == user_id, col(Membership.left_at).is_(None))

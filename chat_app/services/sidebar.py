"""What one person sees beside every room: their rooms, their places in them, and the people they talk to."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from chat_app import policy
from chat_app.models import Draft, Membership, Room, SavedMessage, User, Workspace
from chat_app.schemas import DraftOut, MembershipOut, PersonOut, RoomOut, SavedOut, WorkspaceOut
from chat_app.schemas.screen import Me
from chat_app.services import gathering, people
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

# Built once: every tab that connects asks these.
_USERS: Any = select(User).where(col(User.id).in_(bindparam("ids", expanding=True)))
_WORKSPACE: Any = select(Workspace)
_PLACES: Any = select(Membership).where(col(Membership.user_id).in_(bindparam("ids", expanding=True)))
_ROOMS: Any = select(Room).where(col(Room.id).in_(bindparam("ids", expanding=True)))
_DRAFTS: Any = select(Draft).where(col(Draft.user_id).in_(bindparam("ids", expanding=True)))
_SAVED: Any = (
    select(col(SavedMessage.user_id), col(SavedMessage.message_id))
    .where(col(SavedMessage.user_id).in_(bindparam("ids", expanding=True)))
    .order_by(col(SavedMessage.id).desc())
)


@dataclass(frozen=True, slots=True)
class Sidebar:
    """Read in one transaction, at the person's `version`. Memberships that ended are in it, so that a tab that was
    away learns of them; their rooms are not."""

    me: PersonOut
    role: str
    workspace: WorkspaceOut | None
    version: int
    memberships: tuple[MembershipOut, ...]
    rooms: tuple[RoomOut, ...]
    people: tuple[PersonOut, ...]
    saved: SavedOut
    drafts: tuple[DraftOut, ...] = ()

    @property
    def myself(self) -> Me:
        """What a tab knows of its own person."""
        name = self.workspace.name if self.workspace else ""
        return Me(self.me.id, self.role, policy.rights(self.role), name)

    @property
    def room_ids(self) -> set[uuid.UUID]:
        """The rooms one is a member of now."""
        return {uuid.UUID(place.room_id) for place in self.memberships if not place.left}


async def load(parley: Parley, user_id: uuid.UUID) -> Sidebar:
    """Everything of one person. Raises NotAllowed for an account that does not exist or is deactivated."""
    return await gathering.ask(parley, _load_all, user_id)


async def _load_all(parley: Parley, ids: list[uuid.UUID]) -> dict[uuid.UUID, Sidebar | NotAllowed]:
    async with parley.database.snapshot() as connection:
        users: dict[uuid.UUID, Any] = {row.id: row for row in await connection.execute(_USERS, {"ids": ids})}
        places = _by_user(await connection.execute(_PLACES, {"ids": ids}))
        wanted = {place.room_id for mine in places.values() for place in mine if place.left_at is None}
        found = await connection.execute(_ROOMS, {"ids": list(wanted)}) if wanted else ()
        rooms = {row.id: RoomOut.of(row) for row in found}
        workspace = (await connection.execute(_WORKSPACE)).one_or_none()
        removers = {place.removed_by for mine in places.values() for place in mine if place.removed_by}
        named = {member for room in rooms.values() for member in room.member_ids}
        known = await people.by_ids(connection, {*removers, *map(uuid.UUID, named)})
        drafts = _by_user(await connection.execute(_DRAFTS, {"ids": ids}))
        saved = _by_user(await connection.execute(_SAVED, {"ids": ids}))
    shared = WorkspaceOut.of(workspace) if workspace is not None else None, {person.id: person for person in known}
    usable = {each: row for each, row in users.items() if row.deactivated_at is None}
    return {each: NotAllowed("This account cannot be used.") for each in ids} | {
        each: _sidebar(row, places.get(each, []), rooms, *shared, drafts.get(each, []), saved.get(each, []))
        for each, row in usable.items()
    }


def _sidebar(
    user: Any,
    places: list[Any],
    rooms: dict[uuid.UUID, RoomOut],
    workspace: WorkspaceOut | None,
    people: dict[str, PersonOut],
    drafts: list[Any],
    saved: list[Any],
) -> Sidebar:
    """What one person sees, of what was read for all who have asked."""
    me = PersonOut.of(user)
    memberships = tuple(map(MembershipOut.of, places))
    mine = tuple(rooms[place.room_id] for place in places if place.left_at is None and place.room_id in rooms)
    named = {member for room in mine for member in room.member_ids}
    named |= {place.removed_by for place in memberships if place.removed_by}
    known = tuple(people[each] for each in named if each in people) or (me,)
    ids = SavedOut(tuple(str(row.message_id) for row in saved), user.version)
    ended = tuple(map(DraftOut.of, drafts))
    return Sidebar(me, user.role, workspace, user.version, memberships, mine, known, ids, ended)


def _by_user(rows: Iterable[Any]) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.user_id].append(row)
    return found

"""What one person sees beside every room: their rooms, their places in them, and the people they talk to."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from chat_app import policy
from chat_app.models import Draft, Membership, Room, User, Workspace
from chat_app.schemas import DraftOut, MembershipOut, PersonOut, RoomOut, SavedOut, WorkspaceOut
from chat_app.schemas.screen import Me
from chat_app.services import people
from chat_app.services import saved as saved_messages
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

# Built once: every tab that connects asks these.
_ME: Any = select(User).where(col(User.id) == bindparam("user"))
_WORKSPACE: Any = select(Workspace)
_PLACES = select(Membership).where(col(Membership.user_id) == bindparam("user"))
_MINE = (
    select(Room)
    .join(Membership, col(Membership.room_id) == col(Room.id))
    .where(col(Membership.user_id) == bindparam("user"), col(Membership.left_at).is_(None))
)
_DRAFTS: Any = select(Draft).where(col(Draft.user_id) == bindparam("user"))


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
    async with parley.database.snapshot() as connection:
        user: Any = (await connection.execute(_ME, {"user": user_id})).one_or_none()
        if user is None or user.deactivated_at is not None:
            raise NotAllowed("This account cannot be used.")
        memberships = tuple(MembershipOut.of(row) for row in await connection.execute(_PLACES, {"user": user_id}))
        rooms = tuple(RoomOut.of(row) for row in await connection.execute(_MINE, {"user": user_id}))
        workspace = (await connection.execute(_WORKSPACE)).one_or_none()
        me = PersonOut.of(user)
        named = {member for room in rooms for member in room.member_ids}
        named |= {place.removed_by for place in memberships if place.removed_by}
        known = await people.by_ids(connection, [uuid.UUID(each) for each in named]) or (me,)
        seen = WorkspaceOut.of(workspace) if workspace is not None else None
        drafts = tuple(DraftOut.of(row) for row in await connection.execute(_DRAFTS, {"user": user_id}))
        ids = (await connection.execute(saved_messages.IDS, {"user": user_id})).scalars()
        saved = SavedOut(tuple(map(str, ids)), user.version)
        return Sidebar(me, user.role, seen, user.version, memberships, rooms, known, saved, drafts)

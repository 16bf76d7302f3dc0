"""Using an invite. It hands on what its maker may do, so that what it opens is decided when it is used."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.models import Invite, Room, User, Workspace, now
from chat_app.schemas import clean
from chat_app.services import audit, memberships
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley

ENDED = "This invite link has ended. Ask a colleague for a new one."


async def valid(parley: Parley, code: str) -> Invite | None:
    """An invite that can still be used, or None."""
    async with parley.database.read() as session:
        found = await _find(session, code)
        return found[0] if found is not None else None


async def redeem(session: AsyncSession, code: str, email: str) -> tuple[Invite, list[str]]:
    """Use an invite once, inside the caller's transaction; returns it, and the rooms that it still leads into. Raises
    NotAllowed when it has ended, or its maker may not invite any more; Invalid when it is for another address."""
    found = await _find(session, code, lock=True)
    if found is None:
        raise NotAllowed(ENDED)
    invite, rooms = found
    if invite.email is not None and invite.email != email:
        raise Invalid("This invite was sent to another address. Use that one.", "email")
    invite.uses += 1
    session.add(invite)
    return invite, rooms


async def end_those_of(session: AsyncSession, maker: User, because: str, *, by: uuid.UUID, ip: str = "") -> None:
    """End the invites of a person who may not invite any more, for good: getting the right back brings back no link.

    Runs inside the caller's transaction, which has changed the maker."""
    if (await Rights.read(session)).may_invite(maker):
        return
    found = select(Invite).where(col(Invite.created_by) == maker.id, is_usable())
    for invite in (await session.execute(found.with_for_update())).scalars():
        revoke(session, invite, by=by, ip=ip, because=because, of=maker.name)


async def end_of_all(session: AsyncSession, because: str, *, by: uuid.UUID, ip: str = "") -> None:
    """End the invites of all who may not invite any more, after the caller's transaction has changed who may."""
    makers = select(User).where(
        col(User.id).in_(select(col(Invite.created_by)).where(col(Invite.revoked_at).is_(None)))
    )
    for maker in (await session.execute(makers.order_by(col(User.id)))).scalars():
        await end_those_of(session, maker, because, by=by, ip=ip)


def revoke(session: AsyncSession, invite: Invite, *, by: uuid.UUID, ip: str, **detail: str) -> None:
    """End an invite inside the caller's transaction, and note it in the audit log."""
    invite.revoked_at = now()
    session.add(invite)
    audit.record(session, by, "invite.revoked", subject_id=invite.id, subject=invite.email or "", ip=ip, **detail)


def is_usable() -> ColumnElement[bool]:
    """Return the condition in SQL that an invite has not ended."""
    return and_(
        col(Invite.revoked_at).is_(None),
        or_(col(Invite.expires_at).is_(None), col(Invite.expires_at) > now()),
        or_(col(Invite.max_uses) == 0, col(Invite.uses) < col(Invite.max_uses)),
    )


@dataclass(slots=True)
class Rights:
    """The rights of people who invite, each read once: a list of invites has few makers and few rooms."""

    session: AsyncSession
    workspace: Workspace | None
    _may_add: dict[tuple[uuid.UUID, str], bool] = field(default_factory=dict[tuple[uuid.UUID, str], bool])

    @classmethod
    async def read(cls, session: AsyncSession) -> "Rights":
        """Read what the workspace says."""
        return cls(session, (await session.execute(select(Workspace))).scalar_one_or_none())

    def may_invite(self, user: User) -> bool:
        """Return whether a person may invite."""
        who = self.workspace.who_invites if self.workspace else "everyone"
        return policy.active(user) and policy.may_invite(user, who)

    async def opens(self, invite: Invite) -> list[str] | None:
        """Return the rooms that a usable invite leads into beside the first one; None when it lets no one in."""
        if invite.created_by is None:  # mailed to an address of a domain that may join
            domains = self.workspace.join_domains if self.workspace else []
            return [] if (invite.email or "").rpartition("@")[2] in domains else None
        maker = await self.session.get(User, invite.created_by)
        if maker is None or not self.may_invite(maker):
            return None
        rooms = [room_id for room_id in invite.room_ids if await self._adds(maker, room_id)]
        return None if invite.role == "guest" and invite.room_ids and not rooms else rooms  # guests see no other room

    async def _adds(self, maker: User, room_id: str) -> bool:
        key = maker.id, room_id
        if key not in self._may_add:
            room = await self.session.get(Room, uuid.UUID(room_id))
            place = await memberships.find(self.session, uuid.UUID(room_id), maker.id)
            self._may_add[key] = room is not None and policy.may_add(maker, place, room)
        return self._may_add[key]


async def _find(session: AsyncSession, code: str, *, lock: bool = False) -> tuple[Invite, list[str]] | None:
    """An invite that lets people in, and the rooms that it leads into."""
    found = select(Invite).where(col(Invite.code) == clean(code)[:43], is_usable())
    invite = (await session.execute(found.with_for_update() if lock else found)).scalar_one_or_none()
    rooms = await (await Rights.read(session)).opens(invite) if invite is not None else None
    return (invite, rooms) if invite is not None and rooms is not None else None

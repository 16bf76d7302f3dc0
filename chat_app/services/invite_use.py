"""Using an invite. It hands on what its maker may do, so that what it opens is decided when it is used."""

import uuid
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Admission:
    """An invite that has just been used, and the rooms that it still leads into; `closed` are the others."""

    invite: Invite
    rooms: tuple[str, ...]
    closed: tuple[str, ...]


async def valid(parley: Parley, code: str) -> Invite | None:
    """An invite that can still be used, or None."""
    async with parley.database.read() as session:
        invite = await _find(session, code)
        return invite if invite is not None and await Rights(session).opens(invite) is not None else None


async def redeem(session: AsyncSession, code: str, email: str) -> Admission:
    """Use an invite once, inside the caller's transaction. Raises NotAllowed when it has ended, or its maker may not
    invite any more; Invalid when it is for another address."""
    invite = await _find(session, code, lock=True)
    rooms = await Rights(session).opens(invite) if invite is not None else None
    if invite is None or rooms is None:
        raise NotAllowed(ENDED)
    if invite.email is not None and invite.email != email:
        raise Invalid("This invite was sent to another address. Use that one.", "email")
    invite.uses += 1
    session.add(invite)
    return Admission(invite, tuple(rooms), tuple(each for each in invite.room_ids if each not in rooms))


async def end_those_of(session: AsyncSession, maker: User, because: str, *, by: uuid.UUID, ip: str = "") -> None:
    """End the invites of a person who may not invite any more, for good: getting the right back brings back no link.

    Runs inside the caller's transaction, which has changed the maker."""
    who = await _who_invites(session)
    if policy.active(maker) and policy.may_invite(maker, who):
        return
    found = select(Invite).where(col(Invite.created_by) == maker.id, col(Invite.revoked_at).is_(None))
    for invite in (await session.execute(found.with_for_update())).scalars():
        if usable(invite):
            invite.revoked_at = now()
            session.add(invite)
            about = {"subject_id": invite.id, "subject": invite.email or "", "ip": ip}
            audit.record(session, by, "invite.revoked", **about, because=because, of=maker.name)  # pyright: ignore


async def end_of_all(session: AsyncSession, because: str, *, by: uuid.UUID, ip: str = "") -> None:
    """End the invites of all who may not invite any more, after the caller's transaction has changed who may."""
    makers = select(User).where(
        col(User.id).in_(select(col(Invite.created_by)).where(col(Invite.revoked_at).is_(None)))
    )
    for maker in (await session.execute(makers.order_by(col(User.id)))).scalars():
        await end_those_of(session, maker, because, by=by, ip=ip)


def usable(invite: Invite) -> bool:
    """Return whether an invite has not ended by itself."""
    return (
        invite.revoked_at is None
        and (invite.expires_at is None or invite.expires_at > now())
        and (invite.max_uses == 0 or invite.uses < invite.max_uses)
    )


def is_usable() -> ColumnElement[bool]:
    """Return the condition in SQL that an invite has not ended by itself."""
    return and_(
        col(Invite.revoked_at).is_(None),
        or_(col(Invite.expires_at).is_(None), col(Invite.expires_at) > now()),
        or_(col(Invite.max_uses) == 0, col(Invite.uses) < col(Invite.max_uses)),
    )


class Rights:
    """The rights of people who invite, each read once: a list of invites has few makers and few rooms."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._workspace: Workspace | None = None
        self._may_add: dict[tuple[uuid.UUID, str], bool] = {}

    async def opens(self, invite: Invite) -> list[str] | None:
        """Return the rooms that an invite leads into beside the first one; None when it lets no one in."""
        if not usable(invite):
            return None
        self._workspace = self._workspace or await _workspace(self._session)
        if invite.created_by is None:  # mailed to an address of a domain that may join
            domains = self._workspace.join_domains if self._workspace else []
            return [] if (invite.email or "").rpartition("@")[2] in domains else None
        maker = await self._session.get(User, invite.created_by)
        who = self._workspace.who_invites if self._workspace else "everyone"
        if maker is None or not policy.active(maker) or not policy.may_invite(maker, who):
            return None
        rooms = [room_id for room_id in invite.room_ids if await self._adds(maker, room_id)]
        return None if invite.role == "guest" and invite.room_ids and not rooms else rooms  # guests see no other room

    async def _adds(self, maker: User, room_id: str) -> bool:
        key = maker.id, room_id
        if key not in self._may_add:
            room = await self._session.get(Room, uuid.UUID(room_id))
            place = await memberships.find(self._session, uuid.UUID(room_id), maker.id)
            self._may_add[key] = room is not None and policy.may_add(maker, place, room)
        return self._may_add[key]


async def _who_invites(session: AsyncSession) -> policy.Who:
    workspace = await _workspace(session)
    return workspace.who_invites if workspace is not None else "everyone"


async def _workspace(session: AsyncSession) -> Workspace | None:
    return (await session.execute(select(Workspace))).scalar_one_or_none()


async def _find(session: AsyncSession, code: str, *, lock: bool = False) -> Invite | None:
    found = select(Invite).where(col(Invite.code) == clean(code)[:43])
    return (await session.execute(found.with_for_update() if lock else found)).scalar_one_or_none()

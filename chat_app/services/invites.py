"""Invite links."""

import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.models import Invite, User, now
from chat_app.schemas import clean
from chat_app.services import limits
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

DAYS = 14
ENDED = "This invite link has ended. Ask a colleague for a new one."


async def link(parley: Parley, user: User) -> str:
    """The address of an invite for members, good for 14 days; the newest of one's own that still has a week is reused.

    Raises NotAllowed.
    """
    if not policy.may_invite(user):
        raise NotAllowed("You may not invite people.")
    await limits.spend(parley, "invites", user.id)
    async with parley.database.write() as session:
        own = select(Invite).where(
            col(Invite.created_by) == user.id,
            col(Invite.revoked_at).is_(None),
            col(Invite.max_uses) == 0,
            col(Invite.expires_at) > now() + timedelta(days=DAYS // 2),
        )
        invite = (await session.execute(own.order_by(col(Invite.expires_at).desc()).limit(1))).scalar_one_or_none()
        if invite is None:
            code = secrets.token_urlsafe(16)
            invite = Invite(code=code, created_by=user.id, expires_at=now() + timedelta(days=DAYS))
            session.add(invite)
        return f"{parley.settings.url}/join/{invite.code}"


async def valid(parley: Parley, code: str) -> bool:
    """Whether an invite can still be used."""
    async with parley.database.read() as session:
        return _usable(await _find(session, code))


async def redeem(session: AsyncSession, code: str) -> Invite:
    """Use an invite once, inside the caller's transaction. Raises NotAllowed when it has ended."""
    invite = await _find(session, code, lock=True)
    if invite is None or not _usable(invite):
        raise NotAllowed(ENDED)
    invite.uses += 1
    session.add(invite)
    return invite


async def _find(session: AsyncSession, code: str, *, lock: bool = False) -> Invite | None:
    found = select(Invite).where(col(Invite.code) == clean(code)[:43])
    return (await session.execute(found.with_for_update() if lock else found)).scalar_one_or_none()


def _usable(invite: Invite | None) -> bool:
    return (
        invite is not None
        and invite.revoked_at is None
        and (invite.expires_at is None or invite.expires_at > now())
        and (invite.max_uses == 0 or invite.uses < invite.max_uses)
    )

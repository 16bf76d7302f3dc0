"""Sessions: opened at sign-in, rotated by the open page, ended at sign-out."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlmodel import col

from chat_app.events import SessionRevoked
from chat_app.models import Session, User, new_id, now
from chat_app.models.columns import UtcDateTime
from chat_app.services.parley import Parley

LIFETIME = timedelta(days=30)
GRACE = timedelta(seconds=60)


# Built once: every tab that connects asks this.
_LIVE = (
    select(col(User.id), col(User.name), col(User.role))
    .join(Session, col(Session.user_id) == col(User.id))
    .where(
        col(Session.id) == bindparam("session"),
        col(Session.revoked_at).is_(None),
        col(Session.expires_at) > bindparam("moment", type_=UtcDateTime),
        col(User.deactivated_at).is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a request or a tab, as the database said a moment ago."""

    session_id: uuid.UUID
    user_id: uuid.UUID
    name: str
    role: str


async def begin(parley: Parley, user: User, *, device: str, ip: str) -> Session:
    """A new session. The caller puts its tokens into cookies."""
    async with parley.database.write() as session:
        row = Session(
            user_id=user.id, refresh_id=new_id(), device=device[:255], ip=ip[:45], expires_at=now() + LIFETIME
        )
        session.add(row)
    return row


async def find(parley: Parley, session_id: uuid.UUID) -> SignedIn | None:
    """Whom a session belongs to, or None if it has ended or the account is deactivated."""
    async with parley.database.snapshot() as connection:
        row = (await connection.execute(_LIVE, {"session": session_id, "moment": now()})).one_or_none()
    return SignedIn(session_id, row.id, row.name, row.role) if row is not None else None


async def rotate(parley: Parley, session_id: uuid.UUID, refresh_id: uuid.UUID) -> Session | None:
    """Exchange a refresh token for its successor, or None when it cannot be.

    Several tabs wake at once: a token rotated less than 60 s ago gives its successor again. A later reuse means that
    somebody else has a copy, and ends the session (RFC 9700, section 4.14.2).
    """
    reused = False
    async with parley.database.write() as session:
        found = select(Session).where(col(Session.id) == session_id).with_for_update()
        row = (await session.execute(found)).scalar_one_or_none()
        if row is None or row.revoked_at is not None or row.expires_at <= now():
            return None
        if row.refresh_id == refresh_id:
            row.previous_id, row.refresh_id, row.rotated_at = row.refresh_id, new_id(), now()
            row.expires_at = now() + LIFETIME
        elif not (row.previous_id == refresh_id and now() - row.rotated_at < GRACE):
            row.revoked_at, reused = now(), True
        row.seen_at = now()
        session.add(row)
    if reused:
        parley.announce(SessionRevoked(session_id))
        return None
    return row


async def revoke(parley: Parley, session_id: uuid.UUID) -> None:
    """End a session: its tokens stop working and its tabs stop receiving (rule R10)."""
    async with parley.database.write() as session:
        row = await session.get(Session, session_id)
        if row is None or row.revoked_at is not None:
            return
        row.revoked_at = now()
        session.add(row)
    parley.announce(SessionRevoked(session_id))

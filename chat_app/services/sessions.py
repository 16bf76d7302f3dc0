"""Sessions: opened at sign-in, rotated by the open page, ended at sign-out."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app.events import SessionRevoked
from chat_app.limits import Rule
from chat_app.models import Session, User, new_id, now
from chat_app.models.columns import UtcDateTime
from chat_app.schemas.wording import isolated
from chat_app.services import audit, gathering, limits, mail_texts, mailing
from chat_app.services.devices import describe
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

LIFETIME = timedelta(days=30)
GRACE = timedelta(seconds=60)
REFUSALS = Rule(1000, 3600)  # in the audit log, of everybody together
REASONS = {
    "": "You have been signed out. Sign in to go on.",
    "deactivated": "Your account has been deactivated.",
    "elsewhere": "You signed this browser out from another device. Sign in to go on.",
    "proved": "The owner of your address has signed in by a link that was mailed there for the first time, which ends "
    "what was there before. Sign in with such a link to go on.",
    "password": "Your password was changed, which signs out all other devices. Sign in to go on.",
    "reuse": "An old key of this browser's session was used a second time, as if somebody had copied it. "
    "To be safe, the session was ended. Sign in to go on.",
}


# Built once: every tab that connects asks this.
_LIVE = (
    select(col(Session.id), col(User.id), col(User.name), col(User.role))
    .join(Session, col(Session.user_id) == col(User.id))
    .where(
        col(Session.id).in_(bindparam("ids", expanding=True)),
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


async def begin(parley: Parley, user: User, *, device: str, ip: str, method: str = "") -> Session:
    """A new session. The caller puts its tokens into cookies."""
    row = Session(
        user_id=user.id,
        refresh_id=new_id(),
        device=device[:255],
        ip=ip[:45],
        method=method,
        expires_at=now() + LIFETIME,
    )
    async with parley.database.write() as session:
        known = select(col(Session.device)).where(col(Session.user_id) == user.id).distinct()
        devices = {describe(each) for each in (await session.execute(known)).scalars()}
        session.add(row)
        about: dict[str, Any] = {"subject_id": row.id, "subject": describe(row.device), "ip": row.ip}
        audit.record(session, user.id, "session.began", **about, method=method)
        if devices and describe(row.device) not in devices:
            audit.record(session, user.id, "session.new_device", **about)
    return row


async def refused(parley: Parley, method: str, reason: str, *, ip: str, email: str = "") -> None:
    """Note an attempt to sign in that failed; of an attack from everywhere, a part."""
    if await parley.counters.take("told:sign_in.failed", REFUSALS):
        return
    async with parley.database.write() as session:
        audit.record(session, None, "sign_in.failed", subject=email, ip=ip, method=method, reason=reason[:200])


async def find(parley: Parley, session_id: uuid.UUID) -> SignedIn | None:
    """Whom a session belongs to, or None if it has ended or the account is deactivated."""
    return await gathering.ask(parley, _find_all, session_id)


async def _find_all(parley: Parley, ids: list[uuid.UUID]) -> dict[uuid.UUID, SignedIn | None]:
    async with parley.database.snapshot() as connection:
        rows = await connection.execute(_LIVE, {"ids": ids, "moment": now()})
    live = {row[0]: SignedIn(row[0], row[1], row[2], row[3]) for row in rows}
    return {each: live.get(each) for each in ids}


async def confirm(session: AsyncSession, user_id: uuid.UUID, session_id: uuid.UUID | None) -> None:
    """Check, before a person gets one more way to sign in and inside that transaction, that the session lives.

    Locks the person's row, so that this comes either before or after an act that ends their sessions.
    `session_id` is None for what no session asks for. Raises NotAllowed."""
    locked = select(User).where(col(User.id) == user_id).with_for_update(key_share=True)
    user = (await session.execute(locked.execution_options(populate_existing=True))).scalar_one_or_none()
    if user is None or user.deactivated_at is not None:
        raise NotAllowed(REASONS["deactivated"])
    live = (col(Session.id) == session_id, col(Session.user_id) == user_id, col(Session.revoked_at).is_(None))
    found = select(col(Session.id)).where(*live, col(Session.expires_at) > now())
    if session_id is not None and (await session.execute(found)).scalar_one_or_none() is None:
        raise NotAllowed(REASONS[""])


async def why_ended(parley: Parley, session_id: uuid.UUID) -> str:
    """Return the sentence that says why a session has ended; empty for one that lives or never was."""
    async with parley.database.read() as session:
        row = await session.get(Session, session_id)
    return REASONS.get(row.ended_because, REASONS[""]) if row is not None and row.revoked_at is not None else ""


async def mine(parley: Parley, user_id: uuid.UUID) -> list[Session]:
    """Return a person's live sessions, the one used last first."""
    async with parley.database.read() as session:
        live = col(Session.revoked_at).is_(None), col(Session.expires_at) > now()
        found = select(Session).where(col(Session.user_id) == user_id, *live)
        return list((await session.execute(found.order_by(col(Session.seen_at).desc()).limit(200))).scalars())


async def rotate(
    parley: Parley, session_id: uuid.UUID, refresh_id: uuid.UUID, *, device: str = "", ip: str = ""
) -> Session | None:
    """Exchange a refresh token for its successor, or None when it cannot be.

    Several tabs wake at once: a token rotated less than 60 s ago gives its successor again. A later reuse means that
    a stranger has a copy, and ends the session (RFC 9700, section 4.14.2); its owner is told by mail.
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
            reused = True
            _end(session, row, "reuse", None, ip)
        if not reused:
            row.seen_at, row.device, row.ip = now(), device[:255] or row.device, ip[:45] or row.ip
        session.add(row)
    if reused:
        parley.announce(SessionRevoked(session_id, REASONS["reuse"]))
        parley.run_in_background(_warn(parley, row, device, ip))
        return None
    return row


async def revoke(
    parley: Parley, session_id: uuid.UUID, because: str = "", *, by: uuid.UUID | None = None, ip: str = ""
) -> None:
    """End a session: its tokens stop working and its tabs stop receiving (rule R10)."""
    async with parley.database.write() as session:
        row = await session.get(Session, session_id)
        if row is None or row.revoked_at is not None:
            return
        _end(session, row, because, by or row.user_id, ip)
    parley.announce(SessionRevoked(session_id, REASONS.get(because, "")))


async def revoke_own(parley: Parley, user_id: uuid.UUID, session_id: uuid.UUID) -> None:
    """Sign out one of a person's devices. Raises NotAllowed for a session of another person."""
    await limits.spend(parley, "account", user_id)
    async with parley.database.read() as session:
        row = await session.get(Session, session_id)
    if row is None or row.user_id != user_id:
        raise NotAllowed("That device is signed out already.")
    await revoke(parley, session_id, "elsewhere", by=user_id)


async def revoke_others(parley: Parley, user_id: uuid.UUID, kept: uuid.UUID | None, because: str = "elsewhere") -> int:
    """End all sessions of a person but the one that is `kept`. Returns how many there were. Raises TooOften, unless it
    goes with another act (`because`), which has spent a limit."""
    if because == "elsewhere":
        await limits.spend(parley, "account", user_id)
    async with parley.database.write() as session:
        ended = await end_all(session, user_id, because, kept)
    parley.announce(*ended)
    return len(ended)


async def end_all(
    session: AsyncSession, user_id: uuid.UUID, because: str, kept: uuid.UUID | None = None
) -> list[SessionRevoked]:
    """End sessions inside the caller's transaction. Returns what to announce after the commit."""
    live = select(Session).where(col(Session.user_id) == user_id, col(Session.revoked_at).is_(None))
    ended = [row for row in (await session.execute(live)).scalars() if row.id != kept]
    for row in ended:
        _end(session, row, because, user_id, "")
    return [SessionRevoked(row.id, REASONS.get(because, "")) for row in ended]


def _end(session: AsyncSession, row: Session, because: str, by: uuid.UUID | None, ip: str) -> None:
    row.revoked_at, row.ended_because = now(), because
    session.add(row)
    about: dict[str, Any] = {"subject_id": row.id, "subject": describe(row.device), "ip": ip}
    audit.record(session, by, "session.revoked", **about, because=because, of=str(row.user_id))


async def _warn(parley: Parley, row: Session, device: str, ip: str) -> None:
    """Tell the owner of a session by mail that its key was used twice."""
    async with parley.database.read() as session:
        user = await session.get(User, row.user_id)
    if user is None or user.email is None:
        return
    from chat_app.services import accounts

    paragraphs = [
        f"Hello {isolated(user.name)},",
        "an old key of one of your sessions was used again, as if somebody had copied it from your browser. "
        "The session was ended; nobody can go on with it.",
        f"The session: {describe(row.device)}, last seen at {row.ip or 'an unknown address'}. "
        f"The key came from {ip or 'an unknown address'} ({describe(device)}).",
        "Sign in again, and look at your devices under Settings. If you do not know one of them, sign it out.",
    ]
    workspace = await accounts.workspace(parley)
    title = f"You were signed out of {isolated(workspace.name) if workspace else 'Parley'} to be safe"
    link = f"{parley.settings.url}/settings"
    mail = mail_texts.write("notice", user.email, workspace, title=title, paragraphs=paragraphs, link=link)
    await mailing.deliver(parley, mail)

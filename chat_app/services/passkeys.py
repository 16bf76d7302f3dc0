"""Passkeys: kept, found and forgotten. What they prove is checked in `auth/passkey.py`."""

import hashlib
import uuid

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app.models import LoginToken, Passkey, User, now
from chat_app.schemas import clean
from chat_app.schemas.wording import one_line
from chat_app.services import audit, limits, sessions
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley

LIMIT = 20  # a person
NAME = 80  # characters
COUNT = 2**31 - 1  # as far as the column counts; devices count to twice as many
UNKNOWN = "That passkey is not known here. It may have been removed; sign in another way."
TWICE = "That passkey's answer was used already. Please try again."


async def of(parley: Parley, user_id: uuid.UUID) -> list[Passkey]:
    """Return a person's passkeys, the oldest first."""
    async with parley.database.read() as session:
        found = select(Passkey).where(col(Passkey.user_id) == user_id).order_by(col(Passkey.created_at))
        return list((await session.execute(found)).scalars())


async def add(
    parley: Parley, user_id: uuid.UUID, session_id: uuid.UUID | None, *,
    credential_id: str, public_key: bytes, sign_count: int, name: str,
) -> None:  # fmt: skip
    """Add a passkey to a person's. Raises NotAllowed for one that is known, or one too many, and when the session that
    adds it has ended."""
    await limits.spend(parley, "account", user_id)
    if len(await of(parley, user_id)) >= LIMIT:
        raise NotAllowed(f"You have {LIMIT} passkeys. Remove one that you do not need first.")
    try:
        async with parley.database.write() as session:
            await sessions.confirm(session, user_id, session_id)
            session.add(
                Passkey(
                    user_id=user_id, credential_id=credential_id, public_key=public_key,
                    sign_count=min(sign_count, COUNT),
                    name=one_line(name)[:NAME] or "Passkey",
                )
            )  # fmt: skip
            audit.record(session, user_id, "passkey.added", subject_id=user_id, subject=one_line(name)[:NAME])
    except IntegrityError:
        raise NotAllowed("That passkey is known here already.") from None


async def find(parley: Parley, credential_id: str) -> Passkey:
    """The passkey that a browser speaks of. Raises NotAllowed."""
    async with parley.database.read() as session:
        found = select(Passkey).where(col(Passkey.credential_id) == clean(credential_id)[:1400])
        passkey = (await session.execute(found)).scalar_one_or_none()
    if passkey is None:
        raise NotAllowed(UNKNOWN)
    return passkey


async def use(parley: Parley, passkey: Passkey, *, sign_count: int, challenge: str) -> User:
    """The person whom a passkey signs in, now that its answer to a challenge has been checked.

    The challenge is kept as a used token, so that nobody gets in by an answer that was recorded. Raises NotAllowed.
    """
    spent = hashlib.sha256(challenge.encode()).hexdigest()
    try:
        async with parley.database.write() as session:
            session.add(LoginToken(user_id=passkey.user_id, token_hash=spent, expires_at=now(), used_at=now()))
            row = await session.get(Passkey, passkey.id)
            user = await session.get(User, passkey.user_id)
            if row is None or user is None or user.deactivated_at is not None:
                raise NotAllowed(UNKNOWN)
            row.sign_count, row.used_at = min(sign_count, COUNT), now()
            session.add(row)
    except IntegrityError:
        raise NotAllowed(TWICE) from None
    return user


async def rename(parley: Parley, user_id: uuid.UUID, passkey_id: uuid.UUID, name: str) -> None:
    """Rename a passkey for its owner. Raises Invalid, and NotAllowed for another person's."""
    await limits.spend(parley, "account", user_id)
    name = one_line(name)
    if not 1 <= len(name) <= NAME:
        raise Invalid(f"Please give a name of 1 to {NAME} characters.", "passkey")
    async with parley.database.write() as session:
        row = await _own(session, user_id, passkey_id)
        audit.record(session, user_id, "passkey.renamed", subject_id=user_id, subject=name, before=row.name)
        row.name = name
        session.add(row)


async def remove(parley: Parley, user_id: uuid.UUID, passkey_id: uuid.UUID) -> None:
    """Delete a passkey. Raises NotAllowed for another person's."""
    await limits.spend(parley, "account", user_id)
    async with parley.database.write() as session:
        row = await _own(session, user_id, passkey_id)
        await session.delete(row)
        audit.record(session, user_id, "passkey.removed", subject_id=user_id, subject=row.name)


async def _own(session: AsyncSession, user_id: uuid.UUID, passkey_id: uuid.UUID) -> Passkey:
    row = await session.get(Passkey, passkey_id)
    if row is None or row.user_id != user_id:
        raise NotAllowed("That passkey is not there any more.")
    return row

"""Passwords, where the installation allows them: argon2id, and the same time for a wrong one as for nobody's."""

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache, partial

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app.models import Password, User, now
from chat_app.services import accounts, audit, limits, sessions
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley

SHORTEST, LONGEST = 10, 200
OFF = "Passwords are not used here. Ask for a link by e-mail instead."
WRONG = "That address and that password do not belong together. You can ask for a link by e-mail instead."
NOT_CURRENT = "That is not your current password."
# RFC 9106's second recommendation: 64 MiB and three passes, about 50 ms. Two at once: a flood must not take all memory.
_hasher = PasswordHasher()
_threads = ThreadPoolExecutor(2, "passwords")


async def check(parley: Parley, email: str, password: str) -> User:
    """The person whom an address and a password sign in. Raises NotAllowed, always with the same words."""
    if not parley.settings.password_sign_in:
        raise NotAllowed(OFF)
    user = await accounts.by_email(parley, email)
    async with parley.database.read() as session:
        row = await _of(session, user.id) if user is not None else None
    good = await _matches(row.hashed if row else _nobodys(), password)
    if user is None or row is None or not good:
        raise NotAllowed(WRONG)
    if _hasher.check_needs_rehash(row.hashed):
        with suppress(Invalid):  # it has just been changed
            await _keep(parley, user.id, await _hash(password), before=row.hashed)
    return user


async def has(parley: Parley, user_id: uuid.UUID) -> bool:
    """Return whether a person has a password."""
    async with parley.database.read() as session:
        return await _of(session, user_id) is not None


async def choose(parley: Parley, user_id: uuid.UUID, session_id: uuid.UUID | None, *, current: str, new: str) -> None:
    """Set or change a person's password; a change signs out all sessions but `session_id`, which asks for it.

    Raises Invalid with the field that is wrong, NotAllowed where passwords are off, or when that session has ended.
    """
    await limits.spend(parley, "account", user_id)
    if not parley.settings.password_sign_in:
        raise NotAllowed(OFF)
    if not SHORTEST <= len(new) <= LONGEST:
        raise Invalid(f"Please choose a password of at least {SHORTEST} characters.", "new")
    before = await _prove(parley, user_id, current) if await has(parley, user_id) else None
    act = "password.set" if before is None else "password.changed"
    await _keep(parley, user_id, await _hash(new), act, before=before, session_id=session_id)
    if before is not None:
        await sessions.revoke_others(parley, user_id, session_id, "password")


async def remove(parley: Parley, user_id: uuid.UUID, *, current: str) -> None:
    """Do without one again. Raises Invalid."""
    await limits.spend(parley, "account", user_id)
    await _prove(parley, user_id, current)
    async with parley.database.write() as session:
        if (row := await _of(session, user_id)) is not None:
            await session.delete(row)
            audit.record(session, user_id, "password.removed", subject_id=user_id)


async def _prove(parley: Parley, user_id: uuid.UUID, current: str) -> str:
    """What is kept of the password that was given. Raises Invalid for another one."""
    async with parley.database.read() as session:
        row = await _of(session, user_id)
    if row is None or not await _matches(row.hashed, current):
        raise Invalid(NOT_CURRENT, "current")
    return row.hashed


async def _keep(
    parley: Parley, user_id: uuid.UUID, hashed: str, action: str = "", *,
    before: str | None, session_id: uuid.UUID | None = None,
) -> None:  # fmt: skip
    """In place of what was kept `before`, and of nothing else: hashing takes a while."""
    async with parley.database.write() as session:
        await sessions.confirm(session, user_id, session_id)
        row = await _of(session, user_id)
        if (row.hashed if row else None) != before:
            raise Invalid(NOT_CURRENT, "current")
        row = row or Password(user_id=user_id, hashed="")
        row.hashed, row.changed_at = hashed, now()
        session.add(row)
        if action:
            audit.record(session, user_id, action, subject_id=user_id)


async def _of(session: AsyncSession, user_id: uuid.UUID) -> Password | None:
    return (await session.execute(select(Password).where(col(Password.user_id) == user_id))).scalar_one_or_none()


async def _matches(hashed: str, password: str) -> bool:
    def verify() -> bool:
        try:
            return _hasher.verify(hashed, password[: LONGEST + 1].encode(errors="replace"))
        except (VerificationError, InvalidHashError):
            return False

    return await asyncio.get_running_loop().run_in_executor(_threads, verify)


async def _hash(password: str) -> str:
    hashing = partial(_hasher.hash, password.encode(errors="replace"))
    return await asyncio.get_running_loop().run_in_executor(_threads, hashing)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """What is compared where there is nothing to compare, so that it takes as long."""
    return _hasher.hash(uuid.uuid4().bytes)

"""Looking after people: what they may do in the workspace, and whether they may come in at all. For its admins."""

import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.events import Event, PersonChanged, PersonDeactivated
from chat_app.models import Session, User, now
from chat_app.models.user import Role
from chat_app.schemas import PersonOut
from chat_app.services import audit, invite_use, limits, memberships, names
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

PAGE = 30
NOT_ADMIN = "There is no such page."
LAST_OWNER = "A workspace needs an owner. Make somebody else one first."


@dataclass(frozen=True, slots=True)
class Account:
    """An account as admins see it. `state` is `active`, `deactivated` or `banned`."""

    person: PersonOut
    email: str
    role: str
    state: str
    proved: bool  # whether the address is known to be theirs


async def admit(session: AsyncSession, user_id: uuid.UUID, *, lock: bool = False) -> User:
    """Return the admin who asks. Raises NotAllowed for all others, as if there were no such page.

    With `lock`, admins' acts on people and settings go one after the other: two owners cannot unmake each other.
    """
    if lock:
        await names.lock_workspace(session)
    user = await session.get(User, user_id)
    if user is None or not policy.may_administrate(user):
        raise NotAllowed(NOT_ADMIN)
    return user


async def find(parley: Parley, admin_id: uuid.UUID, words: str = "", page: int = 0) -> tuple[list[Account], int]:
    """A page of 30 accounts by name whose name or address has these words in it, and how many there are in all."""
    async with parley.database.read() as session:
        await admit(session, admin_id)
        found = select(User)
        for word in words.lower().split()[:5]:
            parts = (func.lower(col(User.name)), col(User.email))
            found = found.where(or_(*(part.contains(word, autoescape=True) for part in parts)))
        total = (await session.execute(select(func.count()).select_from(found.subquery()))).scalar_one()
        ordered = found.order_by(func.lower(col(User.name)), col(User.id)).offset(max(0, page) * PAGE).limit(PAGE)
        return [_account(user) for user in (await session.execute(ordered)).scalars()], total


async def set_role(parley: Parley, admin_id: uuid.UUID, user_id: uuid.UUID, role: str, *, ip: str = "") -> None:
    """Change a person's role. Only owners make owners and admins, and one owner stays. Raises NotAllowed."""
    async with _changing(parley, admin_id, user_id) as (session, admin, other):
        if not policy.may_set_role(admin, other, role):
            raise NotAllowed("You may not give this role to this person.")
        if other.role == role:
            return
        if role != "owner":
            await _keep_an_owner(session, other)
        before, other.role = other.role, cast(Role, role)
        await invite_use.end_those_of(session, other, "role", by=admin_id, ip=ip)
        change = _stamp(session, other)
        audit.record(
            session, admin_id, "user.role_changed", subject_id=other.id, subject=other.name, ip=ip, old=before, new=role
        )
    parley.announce(change)


async def deactivate(
    parley: Parley, admin_id: uuid.UUID, user_id: uuid.UUID, *, ban: bool = False, ip: str = ""
) -> None:
    """Switch an account off: all its sessions end, its tabs stop at once, what it wrote stays. Raises NotAllowed.

    A banned person cannot join again with the same address.
    """
    async with _changing(parley, admin_id, user_id) as (session, admin, other):
        if not policy.may_deactivate(admin, other):
            raise NotAllowed("You may not deactivate this account.")
        await _keep_an_owner(session, other)
        other.deactivated_at = other.deactivated_at or now()
        other.banned_at = now() if ban else other.banned_at
        await session.execute(
            update(Session)
            .where(col(Session.user_id) == other.id, col(Session.revoked_at).is_(None))
            .values(revoked_at=now(), ended_because="deactivated")
        )
        await invite_use.end_those_of(session, other, "deactivated", by=admin_id, ip=ip)
        _stamp(session, other)
        act = "user.banned" if ban else "user.deactivated"
        audit.record(session, admin_id, act, subject_id=other.id, subject=other.name, ip=ip)
    parley.announce(PersonDeactivated(user_id))


async def reactivate(parley: Parley, admin_id: uuid.UUID, user_id: uuid.UUID, *, ip: str = "") -> None:
    """Switch an account on again; its owner signs in as before, with a number behind their name if another person has
    taken it meanwhile. Raises NotAllowed."""
    async with _changing(parley, admin_id, user_id) as (session, admin, other):
        if not policy.may_deactivate(admin, other):
            raise NotAllowed("You may not reactivate this account.")
        if other.deactivated_at is None:
            return
        other.name = await names.distinct(session, other.name)
        banned, other.deactivated_at, other.banned_at = other.banned_at is not None, None, None
        change = _stamp(session, other)
        audit.record(
            session, admin_id, "user.reactivated", subject_id=other.id, subject=other.name, ip=ip, was_banned=banned
        )
    parley.announce(change)


@asynccontextmanager
async def _changing(
    parley: Parley, admin_id: uuid.UUID, user_id: uuid.UUID
) -> AsyncGenerator[tuple[AsyncSession, User, User]]:
    """Count an admin's act, and give its transaction, the admin and the person, whose row is locked. Raises Refused."""
    await limits.spend(parley, "administration", admin_id)
    async with parley.database.write() as session:
        admin = await admit(session, admin_id, lock=True)
        other = await memberships.lock_person(session, user_id)
        if other is None:
            raise NotAllowed("There is no such person.")
        yield session, admin, other


async def _keep_an_owner(session: AsyncSession, other: User) -> None:
    """The workspace's row is locked: nobody else is unmaking an owner now."""
    if other.role != "owner" or other.deactivated_at is not None:
        return
    owners = select(func.count()).where(col(User.role) == "owner", col(User.deactivated_at).is_(None))
    if (await session.execute(owners)).scalar_one() <= 1:
        raise NotAllowed(LAST_OWNER)


def _stamp(session: AsyncSession, user: User) -> Event:
    user.version += 1
    session.add(user)
    return PersonChanged(user.id, user.version, user.version, people=(PersonOut.of(user),), role=True)


def _account(user: User) -> Account:
    state = "banned" if user.banned_at else "deactivated" if user.deactivated_at else "active"
    return Account(PersonOut.of(user), user.email or "", user.role, state, user.email_verified_at is not None)

"""Accounts: the first owner, colleagues who follow an invite, and people made at the command line."""

import uuid
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.models import Identity, Membership, User, Workspace, now
from chat_app.models.user import Role
from chat_app.schemas import JoinIn, WorkspaceIn, clean
from chat_app.services import invites, names, rooms
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley

Asked = TypeVar("Asked", WorkspaceIn, JoinIn)
FIRST_ROOM = "watercooler"
BANNED = "This address may not join."
TAKEN = "That address already has an account. Sign in with a link by e-mail instead."


async def workspace(parley: Parley) -> Workspace | None:
    """The workspace, or None before the first visitor has named it."""
    async with parley.database.read() as session:
        return (await session.execute(select(Workspace))).scalar_one_or_none()


async def found(parley: Parley, **fields: Any) -> User:
    """The first run: name the workspace, become its owner, get a first room. One transaction.

    Raises Invalid for unusable input, NotAllowed when somebody else was first.
    """
    asked = _parse(WorkspaceIn, fields)
    try:
        async with parley.database.write() as session:
            session.add(Workspace(name=asked.workspace))
            await session.flush()  # the unique column lets exactly one pass
            user = await _add(session, asked.name, asked.email, "owner")
            await rooms.make(session, user, name=FIRST_ROOM, kind="open", topic="Everything and nothing")
    except IntegrityError:
        raise NotAllowed("This workspace has already been set up. Sign in instead.") from None
    return user


async def join(parley: Parley, code: str, **fields: Any) -> User:
    """Make an account for whoever follows an invite link. It never signs anyone in to an existing account.

    Raises Invalid for unusable input or a taken address, NotAllowed for an invite that has ended.
    """
    asked = _parse(JoinIn, fields)
    async with parley.database.write() as session:
        invite = await invites.redeem(session, code, asked.email)
        known = await _by_email(session, asked.email)
        if known is not None:
            raise Invalid(BANNED if known.banned_at else TAKEN, "email")
        await names.claim(session, asked.name)
        user = await _add(session, asked.name, asked.email, invite.role)
        if invite.email is not None:
            await verify_email(session, user)  # the link was sent there
        changes = await rooms.join_first(session, user) if invite.role != "guest" else []
        changes += await rooms.join_invited(session, user, invite.room_ids)
    parley.announce(*changes)
    return user


async def create(parley: Parley, email: str, name: str, role: Role = "member") -> User:
    """Make an account from the command line. Raises Invalid for unusable input or a taken address."""
    asked = _parse(JoinIn, {"email": email, "name": name})
    async with parley.database.write() as session:
        if await _by_email(session, asked.email) is not None:
            raise Invalid(TAKEN, "email")
        await names.claim(session, asked.name)
        user = await _add(session, asked.name, asked.email, role)
        changes = await rooms.join_first(session, user) if role != "guest" else []
    parley.announce(*changes)
    return user


async def by_email(parley: Parley, email: str) -> User | None:
    """The account that can sign in with an address, or None."""
    async with parley.database.read() as session:
        user = await _by_email(session, clean(email).strip().lower())
        return user if user is not None and user.deactivated_at is None else None


async def by_id(parley: Parley, user_id: uuid.UUID) -> User | None:
    """An account, or None."""
    async with parley.database.read() as session:
        return await session.get(User, user_id)


async def verify_email(session: AsyncSession, user: User) -> None:
    """A link that was sent to the address came back: the address is theirs."""
    if user.email_verified_at is None:
        user.email_verified_at = now()
        session.add(user)


async def others(parley: Parley, user_id: uuid.UUID) -> list[User]:
    """The people one can talk to, by name: for a guest, those in the same rooms."""
    async with parley.database.read() as session:
        me = await session.get(User, user_id)
        if me is None or not policy.active(me):
            return []
        found = select(User).where(col(User.id) != user_id, col(User.deactivated_at).is_(None), visible(me))
        return list((await session.execute(found.order_by(func.lower(col(User.name))).limit(1000))).scalars())


def visible(user: User) -> ColumnElement[bool]:
    """The condition on `User` that leaves the people of whom this one may know."""
    if policy.sees_everyone(user):
        return true()
    rooms_of_mine = select(col(Membership.room_id)).where(
        col(Membership.user_id) == user.id, col(Membership.left_at).is_(None)
    )
    there = select(col(Membership.user_id)).where(
        col(Membership.room_id).in_(rooms_of_mine), col(Membership.left_at).is_(None)
    )
    return or_(col(User.id) == user.id, col(User.id).in_(there))


async def directory(parley: Parley, user_id: uuid.UUID) -> list[dict[str, str]]:
    """The name and title of everybody active whom one may know of."""
    async with parley.database.read() as session:
        user = await session.get(User, user_id)
        if user is None:
            return []
        found = select(col(User.id), col(User.name), col(User.title)).where(
            col(User.deactivated_at).is_(None), visible(user)
        )
        rows = await session.execute(found.order_by(col(User.name)).limit(5000))
        return [{"id": str(row.id), "name": row.name, "title": row.title} for row in rows]


async def _add(session: AsyncSession, name: str, email: str, role: Role) -> User:
    user = User(name=name, email=email, role=role)
    session.add(user)
    try:
        await session.flush()
    except IntegrityError:  # somebody else was quicker
        raise Invalid(TAKEN, "email") from None
    session.add(Identity(user_id=user.id, provider="email", subject=email))
    await session.flush()
    return user


async def _by_email(session: AsyncSession, email: str) -> User | None:
    return (await session.execute(select(User).where(col(User.email) == email))).scalar_one_or_none()


def _parse(schema: type[Asked], fields: dict[str, Any]) -> Asked:
    try:
        return schema.model_validate(fields)
    except ValidationError as error:
        raise Invalid.of(error) from None

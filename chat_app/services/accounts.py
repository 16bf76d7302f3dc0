"""Accounts: the first owner, colleagues who follow an invite, and people made at the command line."""

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.events import Event
from chat_app.models import Identity, User, Workspace
from chat_app.models.user import Role
from chat_app.schemas import JoinIn, WorkspaceIn, addresses
from chat_app.schemas.screen import Contact
from chat_app.services import audit, invite_use, names, proofs, rooms, visibility
from chat_app.services.errors import Invalid, NotAllowed, parse
from chat_app.services.parley import Parley

FIRST_ROOM = "watercooler"
UNNAMED = (
    "There is no workspace yet. Open Parley and name it, or make it here with its owner: --role owner --workspace NAME "
    "(make create-user EMAIL=… ROLE=owner WORKSPACE=…)."
)
BANNED = "This address may not join."
TAKEN = "That address already has an account. Sign in with a link by e-mail instead."


async def workspace(parley: Parley) -> Workspace | None:
    """The workspace, or None before the first visitor has named it."""
    async with parley.database.read() as session:
        return (await session.execute(select(Workspace))).scalar_one_or_none()


async def found(parley: Parley, **fields: Any) -> User:
    """Set up the installation: name the workspace, make its owner and a first room. One transaction.

    Raises Invalid for unusable input, NotAllowed when it has been set up already.
    """
    asked = parse(WorkspaceIn, fields)
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
    """Make an account for a visitor with an invite link. An existing account is returned only when its address was not
    proved yet and the invite was mailed to that address, which proves it.

    Raises Invalid for unusable input or a taken address, NotAllowed for an invite that has ended.
    """
    asked = parse(JoinIn, fields)
    async with parley.database.write() as session:
        invite, led_into = await invite_use.redeem(session, code, asked.email)
        user, changes = await _by_email(session, asked.email), list[Event]()
        proves = invite.email is not None  # the link was sent there
        if user is not None and not (proves and policy.active(user) and user.email_verified_at is None):
            raise Invalid(BANNED if user.banned_at else TAKEN, "email")
        if user is None:
            await names.claim(session, asked.name)
            user = await _add(session, asked.name, asked.email, invite.role)
        if proves:
            changes += await proofs.prove(session, user)
        changes += await rooms.join_first(session, user) if invite.role != "guest" else []
        changes += await rooms.join_invited(session, user, led_into)
        if closed := len(invite.room_ids) - len(led_into):
            audit.record(
                session, invite.created_by, "invite.narrowed", subject_id=invite.id, subject=user.name, rooms=closed
            )
    parley.announce(*changes)
    return user


async def create(parley: Parley, email: str, name: str, role: Role = "member") -> User:
    """Make an account from the command line. Raises Invalid for unusable input or a taken address, NotAllowed before
    there is a workspace: its first owner comes with it (`found`), and by no other way."""
    asked = parse(JoinIn, {"email": email, "name": name})
    async with parley.database.write() as session:
        if (await session.execute(select(col(Workspace.id)))).first() is None:
            raise NotAllowed(UNNAMED)
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
        user = await _by_email(session, addresses.canonical(email)) if addresses.is_address(email) else None
        return user if user is not None and user.deactivated_at is None else None


async def by_id(parley: Parley, user_id: uuid.UUID) -> User | None:
    """An account, or None."""
    async with parley.database.read() as session:
        return await session.get(User, user_id)


async def others(parley: Parley, user_id: uuid.UUID) -> list[User]:
    """The people one can talk to, by name: for a guest, those in the same rooms."""
    async with parley.database.read() as session:
        me = await session.get(User, user_id)
        if me is None or not policy.active(me):
            return []
        found = select(User).where(col(User.id) != user_id, col(User.deactivated_at).is_(None), visibility.people(me))
        return list((await session.execute(found.order_by(func.lower(col(User.name))).limit(1000))).scalars())


async def directory(parley: Parley, user_id: uuid.UUID) -> list[Contact]:
    """The name and title of everybody active whom one may know of."""
    async with parley.database.read() as session:
        user = await session.get(User, user_id)
        if user is None or not policy.active(user):
            return []
        found = select(col(User.id), col(User.name), col(User.title)).where(
            col(User.deactivated_at).is_(None), visibility.people(user)
        )
        rows = await session.execute(found.order_by(col(User.name)).limit(5000))
        return [Contact(str(row.id), row.name, row.title) for row in rows]


async def _add(session: AsyncSession, name: str, email: str, role: Role) -> User:
    user = User(name=name, email=email, role=role)
    session.add(user)
    try:
        await session.flush()
    except IntegrityError:  # another request was first
        raise Invalid(TAKEN, "email") from None
    session.add(Identity(user_id=user.id, provider="email", subject=email))
    await session.flush()
    return user


async def _by_email(session: AsyncSession, email: str) -> User | None:
    return (await session.execute(select(User).where(col(User.email) == email))).scalar_one_or_none()

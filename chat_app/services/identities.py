"""Accounts at providers: which person each signs in, and when it is linked to a person with its address."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from chat_app.models import Identity, User
from chat_app.schemas.wording import one_line
from chat_app.services import accounts, audit, limits, names, proofs, sessions
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley


@dataclass(frozen=True, slots=True)
class Stranger:
    """A person as a provider describes them. `key` is that of the account, `provider` the name that people read;
    `verified` is about the address."""

    key: str
    provider: str
    subject: str
    email: str
    verified: bool
    name: str


async def sign_in(parley: Parley, stranger: Stranger, invite: str = "") -> User:
    """Return the person behind an account at a provider; a new one if an invite or the address's domain lets them in.

    An account that exists is linked only when the address is proved on both sides: by the provider, and to us, by a
    link that was mailed to it. Otherwise a person who typed a stranger's address at an invite would get, or give
    away, an account. Raises NotAllowed with a sentence.
    """
    user = await _linked(parley, stranger)
    if user is None:
        user = await _by_address(parley, stranger) or await _newcomer(parley, stranger, invite)
        await link(parley, user.id, stranger)
    if user.deactivated_at is not None:
        raise NotAllowed("This account has been deactivated. Ask the people who run this workspace.")
    return user


async def link(parley: Parley, user_id: uuid.UUID, stranger: Stranger, *, session_id: uuid.UUID | None = None) -> None:
    """Link an account at a provider to a person, as their session asks (None at the sign-in itself). Raises NotAllowed
    when it is linked to another person, or that session has ended."""
    await limits.spend(parley, "account", user_id)
    known = await _linked(parley, stranger)
    if known is not None:
        if known.id != user_id:
            raise NotAllowed(f"That account at {stranger.provider} belongs to somebody else here.")
        return
    try:
        async with parley.database.write() as session:
            await sessions.confirm(session, user_id, session_id)
            session.add(Identity(user_id=user_id, provider=stranger.key, subject=stranger.subject[:255]))
            audit.record(
                session, user_id, "identity.linked", subject_id=user_id, subject=stranger.email, at=stranger.key
            )
    except IntegrityError:  # two answers at once
        raise NotAllowed("Please try again.") from None


async def unlink(parley: Parley, user_id: uuid.UUID, identity_id: uuid.UUID) -> None:
    """Take that away again. A mailed link works always, so nobody locks themselves out."""
    await limits.spend(parley, "account", user_id)
    async with parley.database.write() as session:
        row = await session.get(Identity, identity_id)
        if row is None or row.user_id != user_id or row.provider == "email":
            raise NotAllowed("That way to sign in is not there any more.")
        await session.delete(row)
        audit.record(session, user_id, "identity.unlinked", subject_id=user_id, at=row.provider)


async def of(parley: Parley, user_id: uuid.UUID) -> list[Identity]:
    """Return a person's accounts at providers."""
    async with parley.database.read() as session:
        found = select(Identity).where(col(Identity.user_id) == user_id, col(Identity.provider) != "email")
        return list((await session.execute(found.order_by(col(Identity.created_at)))).scalars())


async def _by_address(parley: Parley, stranger: Stranger) -> User | None:
    """Return the person with the address that the provider has verified. Raises NotAllowed when it has not."""
    if not stranger.verified or "@" not in stranger.email:
        raise NotAllowed(
            f"{stranger.provider} has not verified your e-mail address. Verify it there, or use a link by e-mail here."
        )
    user = await accounts.by_email(parley, stranger.email)
    if user is not None and user.email_verified_at is None:
        raise NotAllowed(
            f"{stranger.email} has an account here, but nobody has proved yet that the address is theirs. "
            "Sign in with a link by e-mail once; then this works, too."
        )
    return user


async def _newcomer(parley: Parley, stranger: Stranger, invite: str) -> User:
    async with parley.database.write() as session:
        name = await names.distinct(session, (one_line(stranger.name) or stranger.email.partition("@")[0])[:80])
    workspace = await accounts.workspace(parley)
    if invite:
        user = await accounts.join(parley, invite, name=name, email=stranger.email)
    elif workspace is not None and stranger.email.rpartition("@")[2] in workspace.join_domains:
        user = await accounts.create(parley, stranger.email, name)
    else:
        raise NotAllowed(f"There is no account for {stranger.email} here. Ask a colleague for an invite link.")
    async with parley.database.write() as session:
        user = await session.merge(user)
        await proofs.prove(session, user)
    return user


async def _linked(parley: Parley, stranger: Stranger) -> User | None:
    found = select(User).join(Identity, col(Identity.user_id) == col(User.id))
    key = col(Identity.provider) == stranger.key, col(Identity.subject) == stranger.subject[:255]
    async with parley.database.read() as session:
        return (await session.execute(found.where(*key))).scalar_one_or_none()

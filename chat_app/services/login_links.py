"""Magic links: made, mailed, and used once."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col

from chat_app.models import LoginToken, User, now
from chat_app.services import accounts, invites, mail_texts, mailing, proofs
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

LIFETIME = timedelta(minutes=15)
ENDED = "This sign-in link has been used already, or is older than 15 minutes. Ask for a new one."


async def make(parley: Parley, user: User, *, mailed: bool = False) -> str:
    """The address of a sign-in link: 32 random bytes, of which only the hash is kept; good once, for 15 minutes. Only
    one that is `mailed` proves that the address is theirs who use it."""
    secret = secrets.token_urlsafe(32)
    async with parley.database.write() as session:
        token = LoginToken(user_id=user.id, token_hash=_hash(secret), expires_at=now() + LIFETIME, mailed=mailed)
        session.add(token)
    return f"{parley.settings.url}/auth/magic?token={secret}"


async def send(parley: Parley, email: str) -> None:
    """Mail a link to an address, if it has an account; if not, an invite where its domain may join; else find out
    whether mail works, which takes as long.

    The caller has answered already, and says the same either way.
    """
    user = await accounts.by_email(parley, email)
    if user is None or user.email is None:
        if not await invites.offer(parley, email):
            await mailing.check(parley)
        return
    link, workspace = await make(parley, user, mailed=True), await accounts.workspace(parley)
    await mailing.deliver(parley, mail_texts.write("sign_in", user.email, workspace, name=user.name, link=link))


async def use(parley: Parley, secret: str) -> User:
    """The person whom a link signs in. Raises NotAllowed when it was used, is too old, or never was."""
    async with parley.database.write() as session:
        # One statement takes it, so that of two clicks at once exactly one gets through.
        taken = await session.execute(
            update(LoginToken)
            .where(
                col(LoginToken.token_hash) == _hash(secret),
                col(LoginToken.used_at).is_(None),
                col(LoginToken.expires_at) > now(),
            )
            .values(used_at=now())
            .returning(col(LoginToken.user_id), col(LoginToken.mailed))
        )
        token = taken.one_or_none()
        user = await session.get(User, token.user_id) if token is not None else None
        if token is None or user is None or user.deactivated_at is not None:
            raise NotAllowed(ENDED)
        ended = await proofs.prove(session, user) if token.mailed else []
    parley.announce(*ended)
    return user


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

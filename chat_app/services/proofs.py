"""The first proof of an address.

Until then a stranger may have typed it: a visitor with an invite link gets an account for any address they give. So the
proof ends all that was made before it, which may be a stranger's way in (pre-hijacking: Sudhodanan and Paverd,
USENIX Security 2022). The account stays, with what was written.
"""

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from chat_app.events import Event
from chat_app.models import Identity, LoginToken, User, now
from chat_app.services import audit, sessions


async def prove(session: AsyncSession, user: User) -> list[Event]:
    """A link that was mailed to the address has come back, so that it is theirs. Inside the caller's transaction;
    returns what to announce after the commit. Of an address that is proved already, nothing changes."""
    # Locked first: a way in that is being added meanwhile is there before this, and ends, or finds its session ended.
    locked = select(User).where(col(User.id) == user.id).with_for_update(key_share=True)
    user = (await session.execute(locked.execution_options(populate_existing=True))).scalar_one()
    if user.email_verified_at is not None:
        return []
    user.email_verified_at = now()
    session.add(user)
    ended = await sessions.end_all(session, user.id, "proved")
    passkeys = await _delete(session, "passkeys", user)
    passwords = await _delete(session, "passwords", user)
    linked = await _delete(session, "identities", user, col(Identity.provider) != "email")
    await session.execute(
        update(LoginToken)
        .where(col(LoginToken.user_id) == user.id, col(LoginToken.used_at).is_(None))
        .values(used_at=now())
    )
    counts = {"sessions": len(ended), "passkeys": passkeys, "passwords": passwords, "accounts": linked}
    audit.record(session, user.id, "email.proved", subject_id=user.id, subject=user.name, **counts)  # pyright: ignore
    return list(ended)


async def _delete(session: AsyncSession, table_name: str, user: User, *conditions: Any) -> int:
    table: Any = SQLModel.metadata.tables[table_name]
    done: Any = await session.execute(delete(table).where(table.c.user_id == user.id, *conditions))
    return int(done.rowcount)

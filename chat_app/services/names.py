"""People's names: no two active people have names that look alike, so that a name says who is meant."""

import uuid

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app.lookalikes import skeletons
from chat_app.models import User, Workspace
from chat_app.services.errors import Invalid

TAKEN = "Somebody here is called that already. Please add something that tells you apart, such as an initial."


async def claim(session: AsyncSession, name: str, *, but: uuid.UUID | None = None) -> None:
    """Make sure that nobody active, `but` the one who asks, has this name, or one that looks the same; case, width and
    accents aside. Locks the workspace's row, so that two cannot take a name at once. Raises Invalid."""
    await lock_workspace(session)
    if not skeletons(name).isdisjoint(await _taken(session, but)):
        raise Invalid(TAKEN, "name")


async def distinct(session: AsyncSession, name: str) -> str:
    """The name, or the name with the first free number behind it: for people whom another service sends."""
    await lock_workspace(session)
    taken = await _taken(session, None)
    options = (name, *(f"{name[:70]} {number}" for number in range(2, len(taken) + 3)))
    return next(option for option in options if skeletons(option).isdisjoint(taken))


async def lock_workspace(session: AsyncSession) -> Workspace | None:
    """The workspace's row, locked until the transaction ends. Always taken before people's rows."""
    return (await session.execute(select(Workspace).with_for_update())).scalar_one_or_none()


async def _taken(session: AsyncSession, but: uuid.UUID | None) -> set[str]:
    found = select(col(User.name)).where(col(User.deactivated_at).is_(None), col(User.id) != but)
    return {each for name in (await session.execute(found)).scalars() for each in skeletons(name)}

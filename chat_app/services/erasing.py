"""Erasing for good what was deleted: ten seconds after the deletion (rule R4), also from the database's files."""

import asyncio
import time
from typing import Any

from sqlalchemy import delete as remove
from sqlalchemy import select, update
from sqlmodel import SQLModel, col

from chat_app.models import Message, Reaction, Revision, now
from chat_app.services.message_changes import UNDO
from chat_app.services.parley import Parley

ERASE_EVERY = 5.0  # seconds
SCRUB_EVERY = 60.0  # seconds: it rewrites the text index


async def erase_due(parley: Parley, *, scrub: bool = True) -> int:
    """Erase for good what was deleted more than ten seconds ago: content, HTML, reactions, revisions. Returns how many.
    With `scrub`, nothing of it is left in the database's files either.

    The tombstones stay as they are, since tabs have not been shown any of it since the deletion.
    """
    async with parley.database.write() as session:
        due = select(col(Message.id)).where(
            col(Message.deleted_at).is_not(None), col(Message.deleted_at) < now() - UNDO, col(Message.content) != ""
        )
        ids = list((await session.execute(due.limit(500))).scalars())
        if ids:
            table: Any = SQLModel.metadata.tables["messages"]
            await session.execute(remove(Revision).where(col(Revision.message_id).in_(ids)))
            await session.execute(remove(Reaction).where(col(Reaction.message_id).in_(ids)))
            await session.execute(
                update(table)
                .where(table.c.id.in_(ids))
                .values(content="", words="", html="", reactions=[], mentions=[], pinned_at=None)
            )
    if ids and scrub:
        await parley.database.scrub()
    return len(ids)


async def keep_erasing(parley: Parley) -> None:
    """Erase, every few seconds, for ever; and see to the files after a while, as often as it takes."""
    unclean, next_at = True, 0.0  # a crash may have come between the two
    while True:
        await asyncio.sleep(ERASE_EVERY)
        unclean |= await erase_due(parley, scrub=False) > 0
        if unclean and time.monotonic() >= next_at:
            unclean, next_at = not await parley.database.scrub(), time.monotonic() + SCRUB_EVERY

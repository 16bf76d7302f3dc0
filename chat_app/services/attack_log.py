"""Attacks in the audit log: noted rarely, so that a flood of them cannot fill it.

Each kind is noted once an hour about the same person or address, and at most a hundred times an hour in all: an attack
from a thousand addresses is seen, and writes no more than that.
"""

import hashlib
import uuid
from typing import Any

from chat_app.limits import Rule
from chat_app.services import audit
from chat_app.services.parley import Parley

EACH, ALL = Rule(1, 3600), Rule(100, 3600)


async def note(
    parley: Parley, action: str, who: object, *, of: str = "", subject: str = "", ip: str = "", **detail: Any
) -> None:
    """Note that a person (by id) or a network address did `action`, unless that was noted already. `of` separates
    occasions that are noted each."""
    kind = f"told:{action}:{of}"
    if await parley.counters.take(f"{kind}:{short(who)}", EACH) or await parley.counters.take(kind, ALL):
        return
    person = who if isinstance(who, uuid.UUID) and action == "limit.reached" else None

    async def tell() -> None:
        async with parley.database.write() as session:
            audit.record(session, person, action, subject=subject, ip=ip, **detail)

    parley.run_in_background(tell())


def short(who: object) -> str:
    """Return a short hash to count by: of a fixed length, and without an address that could be read in Redis."""
    return hashlib.blake2s(str(who).encode("utf-8", "replace"), digest_size=16).hexdigest()

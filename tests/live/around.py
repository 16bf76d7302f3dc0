"""What a tab shows of who is around, and what it was sent about that."""

from __future__ import annotations

from typing import Any

from tests.live.chatter import PRESENCE, Chatter

SET_ACTIVE = f"{PRESENCE}.set_active"
SOON = 5.0  # seconds
GRACE = 5.0  # seconds that one may be without a tab
GHOSTS = 30.0  # seconds after which nobody may seem to be at a dead process


async def sees(tab: Chatter, statuses: dict[str, str], seconds: float = SOON) -> None:
    """Wait until a tab shows these people so."""
    await tab.wait_for(lambda _: tab.statuses(*statuses) == statuses, seconds)


def heard(tab: Chatter, since: int = 0) -> list[dict[str, Any]]:
    """What a tab was sent about who is around, frame by frame."""
    return [delta[PRESENCE] for delta in tab.deltas[since:] if PRESENCE in delta]

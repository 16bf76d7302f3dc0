"""Time as browsers count it."""

from datetime import datetime


def milliseconds(moment: datetime | None) -> int:
    """A moment as browsers count it; 0 for none."""
    return int(moment.timestamp() * 1000) if moment else 0

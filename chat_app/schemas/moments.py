"""Conversion of times for browsers."""

from datetime import datetime


def milliseconds(moment: datetime | None) -> int:
    """Return a time in milliseconds since 1970; 0 for None."""
    return int(moment.timestamp() * 1000) if moment else 0

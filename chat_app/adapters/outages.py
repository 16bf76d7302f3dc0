"""Database outages: exceptions for all drivers, and one line in the log for each outage."""

import sqlite3
import time
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

log = structlog.get_logger()

# PostgreSQL's codes of a lock timeout, a deadlock, and a serialization failure.
_LOCKED = {"55P03", "40P01", "40001"}
# The connection broke or is refused; the server lacks disk, memory or connections, stops, starts, is read-only, or has
# ended a transaction that took too long.
_AWAY = ("08", "28", "3D", "53", "57", "58", "25P03", "25006")
_SQLITE_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_AWAY = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


class Unavailable(Exception):
    """The database cannot be reached, or has not answered in time. A later attempt may succeed.

    Whether a commit took place can be unknown. The text holds no statement and no values.
    """


class Busy(Unavailable):
    """The database answers, but needed rows or connections were not free in time."""


def as_unavailable(error: BaseException) -> Unavailable | None:
    """Return Unavailable or Busy for a driver's exception; None for an error that is not an outage."""
    if isinstance(error, Unavailable):
        return error
    if isinstance(error, NoConnectionLeft):
        return Busy("all connections are in use")
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    if code := getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None):
        if code in _LOCKED:
            return Busy(_words(cause))
        return Unavailable(_words(cause)) if str(code).startswith(_AWAY) else None
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    gone = isinstance(error, DBAPIError) and error.connection_invalidated
    if gone or isinstance(cause, OSError):  # a TimeoutError is one, too
        return Unavailable(_words(cause))
    return None


def _of_sqlite(cause: sqlite3.Error) -> Unavailable | None:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the primary result code
    if code in _SQLITE_LOCKED:
        return Busy(_words(cause))
    return Unavailable(_words(cause)) if code in _SQLITE_AWAY else None


def _words(cause: object) -> str:
    return (str(cause).splitlines() or [""])[0][:200] or type(cause).__name__


class Outage:
    """Tracks whether one kind of transaction (`what`) fails, and logs the beginning and the end of an outage."""

    def __init__(self, what: str) -> None:
        self.since: float | None = None
        self._what = what
        self._busy = -60.0

    def failed(self, error: Unavailable) -> None:
        """Record a failed transaction. Busy is not an outage, and logged at most once a minute."""
        now = time.monotonic()
        if isinstance(error, Busy):
            if now - self._busy >= 60:
                self._busy = now
                log.warning("database_busy", what=self._what, reason=str(error))
        elif self.since is None:
            self.since = now
            log.error("database_unavailable", what=self._what, reason=str(error))

    def worked(self) -> None:
        """Record a successful transaction."""
        if self.since is not None:
            seconds, self.since = round(time.monotonic() - self.since, 1), None
            log.warning("database_back", what=self._what, seconds=seconds)

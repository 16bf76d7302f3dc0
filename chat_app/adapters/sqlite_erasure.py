"""So that what was erased is in none of SQLite's files: neither in free pages, nor in the text index, nor in the log.

`secure_delete` (a pragma of every connection) zeroes what is deleted in a page. The text index keeps words that are
deleted until it merges its segments, and the write-ahead log keeps old pages until it begins anew.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing

PAGES = 250  # that one step of merging may write: posting waits no longer than that
PATIENCE = 2.0  # seconds for others to let go of the log
_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"


async def scrub(path: str, turn: Callable[[], AbstractAsyncContextManager[None]]) -> bool:
    """Merge away deleted words and empty the log, each step in a writer's `turn`, so that others write in between.

    Returns whether it is done; who reads the log is in the way of emptying it.
    """
    for index in await asyncio.to_thread(_indexes, path):
        more, first = True, True
        while more:
            async with turn():
                more = await asyncio.to_thread(_merge, path, index, first)
            first = False
    async with turn():
        return await asyncio.to_thread(_truncate, path)


def _indexes(path: str) -> list[str]:
    with closing(_connect(path)) as connection:
        return [row[0] for row in connection.execute(_NAMES)]


def _merge(path: str, index: str, first: bool) -> bool:
    """One step towards an index without deleted words. Returns whether there is more to do."""
    with closing(_connect(path)) as connection:
        before = connection.total_changes
        pages = -PAGES if first else PAGES  # negative: begin to merge all there is, also if it is in order
        name = index.replace('"', '""')
        merge = f'INSERT INTO "{name}" ("{name}", rank) VALUES (\'merge\', ?)'  # noqa: S608  # nosec B608
        connection.execute(merge, (pages,))
        return first or connection.total_changes - before >= 2


def _truncate(path: str) -> bool:
    with closing(_connect(path)) as connection:
        return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA secure_delete=ON")
    return connection

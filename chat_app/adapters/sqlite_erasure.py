"""Removes erased text from SQLite's files: from free pages, from the text index, and from the log.

`secure_delete` (a pragma of every connection) zeroes deleted rows in pages. The text index keeps deleted words until
its segments are merged, and the write-ahead log keeps old pages until it is truncated.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing

PAGES = 250  # written by one step of merging, for which posts have to wait
PATIENCE = 2.0  # seconds to wait for readers of the log
_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"


async def scrub(path: str, turn: Callable[[], AbstractAsyncContextManager[None]]) -> bool:
    """Merge deleted words away and truncate the log, each step in a writer's `turn`, so that others write in between.

    Returns whether the log was truncated: transactions that read it prevent that.
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
    """Merge a part of the index. Returns whether there is more to do."""
    with closing(_connect(path)) as connection:
        before = connection.total_changes
        pages = -PAGES if first else PAGES  # negative: start to merge all segments
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

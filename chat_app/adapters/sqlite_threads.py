"""SQLite for hot paths: one call into a thread for a statement, where aiosqlite needs several.

Measured: a page of a room, a sidebar, a post cost 30 to 50 % less CPU (docs/decisions/0006-sqlite-threads.md).
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine

from chat_app.adapters.fair_queue import FairQueue


class ThreadedConnection:
    """A transaction, which begins with its first statement. Of an AsyncConnection it has only `execute`."""

    def __init__(self, engine: Engine, threads: ThreadPoolExecutor) -> None:
        self._engine = engine
        self._threads = threads
        self._connection: Connection | None = None
        self._last: Future[Any] | None = None

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        """Execute a statement and return its result, with all rows fetched."""
        return await self._run(self._execute, statement, parameters)

    async def end(self, *, commit: bool) -> None:
        """Commit or roll back, also when the caller is cancelled: other transactions need the connection."""
        await asyncio.shield(self._run(self._end, commit, self._last))

    def _run(self, work: Callable[..., Any], *arguments: Any) -> asyncio.Future[Any]:
        self._last = self._threads.submit(work, *arguments)
        return asyncio.wrap_future(self._last)

    def _execute(self, statement: Any, parameters: Any) -> Any:
        if self._connection is None:
            self._connection = self._engine.connect()
        result = self._connection.execute(statement, parameters)
        return result.freeze()() if result.returns_rows else result

    def _end(self, commit: bool, last: Future[Any] | None) -> None:
        if last is not None and not last.cancelled():
            wait([last])  # its caller may have been cancelled; two threads must never use one connection
        if self._connection is None:
            return
        with self._connection:  # closes the connection
            if commit:
                self._connection.commit()


class SqliteThreads:
    """As many connections as threads, and as many transactions at a time: a transaction that waited for a connection
    inside a thread would prevent the others from ending."""

    def __init__(self, url: URL, connections: int, prepare: Callable[[Engine], None], patience: float) -> None:
        self._engine = create_engine(
            url.set(drivername="sqlite+pysqlite"), pool_size=connections, max_overflow=0, hide_parameters=True
        )
        prepare(self._engine)
        self._threads = ThreadPoolExecutor(connections, thread_name_prefix="sqlite")
        self._queue = FairQueue(connections, patience)

    @asynccontextmanager
    async def transaction(self, *, commit: bool) -> AsyncGenerator[ThreadedConnection]:
        """Open a transaction: committed at the end if `commit`, rolled back when the body raises. Raises Busy when no
        connection is free in time."""
        async with self._queue.turn(None):
            connection = ThreadedConnection(self._engine, self._threads)
            try:
                yield connection
            except BaseException:
                await connection.end(commit=False)
                raise
            await connection.end(commit=commit)

    def close(self) -> None:
        """Close connections and threads."""
        self._threads.shutdown()
        self._engine.dispose()

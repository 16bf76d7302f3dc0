"""SQLite for hot paths: one trip to a thread a statement, where aiosqlite makes one for each step of a cursor's life.

Measured beside it in one run: a page of a room, a sidebar, a post cost 30 to 50 % less CPU
(docs/decisions/0006-sqlite-threads.md).
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine

from chat_app.adapters.turns import Turns


class ThreadedConnection:
    """One transaction, which begins with its first statement; `execute` is all that it has of an AsyncConnection."""

    def __init__(self, engine: Engine, threads: ThreadPoolExecutor) -> None:
        self._engine = engine
        self._threads = threads
        self._connection: Connection | None = None
        self._last: Future[Any] | None = None

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        """The statement's result, with all of its rows fetched."""
        return await self._run(self._execute, statement, parameters)

    async def end(self, *, commit: bool) -> None:
        """Commit, or let go of it all. It is finished even when the caller is cancelled: others need the connection."""
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
            wait([last])  # whoever asked for it may have gone; two threads must never use one connection
        if self._connection is None:
            return
        with self._connection:  # which closes it
            if commit:
                self._connection.commit()


class SqliteThreads:
    """As many connections as threads, and no more transactions at a time: one that waited for a connection inside a
    thread would keep the others from ever ending."""

    def __init__(self, url: URL, connections: int, prepare: Callable[[Engine], None], patience: float) -> None:
        self._engine = create_engine(
            url.set(drivername="sqlite+pysqlite"), pool_size=connections, max_overflow=0, hide_parameters=True
        )
        prepare(self._engine)
        self._threads = ThreadPoolExecutor(connections, thread_name_prefix="sqlite")
        self._turns = Turns(connections, patience)

    @asynccontextmanager
    async def transaction(self, *, commit: bool) -> AsyncGenerator[ThreadedConnection]:
        """Committed at the end if asked, rolled back when the body raises. Raises Busy when none is free in time."""
        async with self._turns.turn(None):
            connection = ThreadedConnection(self._engine, self._threads)
            try:
                yield connection
            except BaseException:
                await connection.end(commit=False)
                raise
            await connection.end(commit=commit)

    def close(self) -> None:
        """Let go of connections and threads."""
        self._threads.shutdown()
        self._engine.dispose()

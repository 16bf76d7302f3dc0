"""The database: one read and one write transaction, the same on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from chat_app.adapters.sqlite_threads import SqliteThreads

READERS = 4  # connections that read SQLite at a time


class Database:
    """Transactions on one database. Engines are made lazily, since workers fork after importing the app.

    Several readers see a steady snapshot each. SQLite has one writer at a time;
    PostgreSQL's writers wait for row locks.
    """

    def __init__(self, url: str, *, connections: int = 10) -> None:
        self.url: URL = make_url(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        self._connections = connections
        self._engines: tuple[AsyncEngine, AsyncEngine] | None = None
        self._threads: tuple[SqliteThreads, SqliteThreads] | None = None
        self._turn: AbstractAsyncContextManager[Any] = nullcontext()

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession]:
        """One read transaction: everything read inside belongs to the same moment."""
        async with AsyncSession(self._open()[0], expire_on_commit=False, autoflush=False) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncSession]:
        """One write transaction: committed at the end, rolled back when the body raises."""
        writer = self._open()[1]
        async with self._turn, AsyncSession(writer, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[AsyncConnection]:
        """One write transaction without the ORM, for hot paths, which ask nothing of it but `execute`."""
        writer = self._open()[1]
        if self._threads is not None:
            async with self._turn, self._threads[1].transaction(commit=True) as threaded:
                yield cast(AsyncConnection, threaded)
        else:
            async with writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[AsyncConnection]:
        """One read transaction without the ORM, for hot paths, which ask nothing of it but `execute`."""
        reader = self._open()[0]
        if self._threads is not None:
            async with self._threads[0].transaction(commit=False) as threaded:
                yield cast(AsyncConnection, threaded)
        else:
            async with reader.connect() as connection:
                yield connection

    async def close(self) -> None:
        """Close all connections."""
        engines, self._engines = self._engines, None
        threads, self._threads = self._threads, None
        for each in threads or ():
            await asyncio.to_thread(each.close)
        for engine in set(engines or ()):
            await engine.dispose()

    def _open(self) -> tuple[AsyncEngine, AsyncEngine]:
        if self._engines is None:
            self._engines = self._sqlite() if self.embedded else self._postgres()
        return self._engines

    def _postgres(self) -> tuple[AsyncEngine, AsyncEngine]:
        # Compiling a query takes longer than any of ours runs.
        plain = {"server_settings": {"jit": "off"}}
        writer = create_async_engine(self.url, pool_size=self._connections, max_overflow=0, connect_args=plain)
        # One snapshot for all that a reader reads, so that rows are never newer than the version read with them.
        return writer.execution_options(isolation_level="REPEATABLE READ"), writer

    def _sqlite(self) -> tuple[AsyncEngine, AsyncEngine]:
        """The ORM goes through aiosqlite, hot paths through threads of their own; writers of both take turns."""
        reader = create_async_engine(self.url, pool_size=READERS, max_overflow=0)
        writer = create_async_engine(self.url, pool_size=1, max_overflow=0, pool_timeout=30)
        _read(reader.sync_engine)
        _write(writer.sync_engine)
        self._threads = SqliteThreads(self.url, READERS, _read), SqliteThreads(self.url, 1, _write)
        self._turn = asyncio.Lock()
        return reader, writer


def _read(engine: Engine) -> None:
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)


def _write(engine: Engine) -> None:
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_to_write)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Write-ahead log, durable at commit, foreign keys on, five seconds of patience with another process."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "cache_size=-20000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

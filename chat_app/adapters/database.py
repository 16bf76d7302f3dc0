"""The database: one read and one write transaction, the same on SQLite and PostgreSQL."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine


class Database:
    """Transactions on one database. Engines are made lazily, since workers fork after importing the app.

    Several readers see a steady snapshot each. SQLite has one writer, which waits its turn at the pool;
    PostgreSQL's writers wait for row locks.
    """

    def __init__(self, url: str, *, connections: int = 10) -> None:
        self.url: URL = make_url(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        self._connections = connections
        self._engines: tuple[AsyncEngine, AsyncEngine] | None = None

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession]:
        """One read transaction: everything read inside belongs to the same moment."""
        async with AsyncSession(self._open()[0], expire_on_commit=False, autoflush=False) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncSession]:
        """One write transaction: committed at the end, rolled back when the body raises."""
        async with AsyncSession(self._open()[1], expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[AsyncConnection]:
        """One write transaction without the ORM, for hot paths."""
        async with self._open()[1].begin() as connection:
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[AsyncConnection]:
        """One read transaction without the ORM, for hot paths."""
        async with self._open()[0].connect() as connection:
            yield connection

    async def close(self) -> None:
        """Close all connections."""
        engines, self._engines = self._engines, None
        for engine in set(engines or ()):
            await engine.dispose()

    def _open(self) -> tuple[AsyncEngine, AsyncEngine]:
        if self._engines is None:
            self._engines = self._sqlite() if self.embedded else self._postgres()
        return self._engines

    def _postgres(self) -> tuple[AsyncEngine, AsyncEngine]:
        writer = create_async_engine(self.url, pool_size=self._connections, max_overflow=0, pool_pre_ping=False)
        # One snapshot for all that a reader reads, so that rows are never newer than the version read with them.
        return writer.execution_options(isolation_level="REPEATABLE READ"), writer

    def _sqlite(self) -> tuple[AsyncEngine, AsyncEngine]:
        reader = create_async_engine(self.url, pool_size=4, max_overflow=0)
        writer = create_async_engine(self.url, pool_size=1, max_overflow=0, pool_timeout=30)
        for engine, begin in ((reader, "BEGIN"), (writer, "BEGIN IMMEDIATE")):
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(engine.sync_engine, "begin", _begin(begin))
        return reader, writer


def _begin(statement: str) -> Any:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


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

"""The database: read and write transactions on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncGenerator, Hashable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar, cast

from sqlalchemy import URL, Connection, Engine, ExceptionContext, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from chat_app.adapters import sqlite_erasure
from chat_app.adapters.fair_queue import FairQueue
from chat_app.adapters.outages import Outage, as_unavailable
from chat_app.adapters.sqlite_threads import SqliteThreads

READERS = 4  # connections that read SQLite at a time
# PostgreSQL connections of a process: for reading, for writing, and reserved for the sweep and for readiness.
POSTGRES_READERS, POSTGRES_WRITERS, POSTGRES_RESERVED = 6, 6, 2
# Seconds.
CONNECT = 5.0  # to PostgreSQL
COMMAND = 8.0  # for an answer to one statement
POOL = 5.0  # for a free connection of the pool
LOCK = 6.0  # for a row that another transaction has locked
IDLE = 5.0  # that a transaction may stay open without a statement: its process is frozen then, and others wait
BUSY = 5.0  # for another program that writes to SQLite
TURN = 8.0  # in the queue for a row, or for writing to SQLite
WIDTH = 2  # transactions of a process that may use connections for one row at a time
UNKNOWN = 3  # transactions of a process, without a known row, that may use connections at a time

W = TypeVar("W")


class Ways(NamedTuple, Generic[W]):
    """Engines, or SQLite's threads: for reading, for writing, and for queries that must never wait for either."""

    reader: W
    writer: W
    reserved: W


class Database:
    """Transactions on one database. Engines are created lazily, since workers fork after importing the app.

    Each reader sees its own snapshot. SQLite has one writer at a time; PostgreSQL's writers wait for row locks.

    All waiting is limited. Every transaction raises Unavailable when the database cannot be reached, and Busy when rows
    or connections are not free in time.
    """

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        self.reading, self.writing = Outage("reads"), Outage("writes")
        self._engines: Ways[AsyncEngine] | None = None
        self._threads: Ways[SqliteThreads] | None = None
        self._row_queue, self._other_queue = FairQueue(WIDTH, TURN), FairQueue(UNKNOWN, TURN)
        self._write_queue = FairQueue(1, TURN)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession]:
        """Open a read transaction: all that is read inside belongs to one snapshot."""
        reader = self._open().reader
        async with _tracked(self.reading), AsyncSession(reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    @asynccontextmanager
    async def write(self, row_id: Hashable = None) -> AsyncGenerator[AsyncSession]:
        """Open a write transaction: committed at the end, rolled back when the body raises.

        `row_id` is the row that the transaction locks first (a room, a person), if that is known. Few transactions for
        one row hold a connection at a time, so that a row locked for long does not stop writers of other rows.
        """
        writer = self._open().writer
        async with (
            _tracked(self.writing),
            self._turn(row_id),
            AsyncSession(writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[AsyncConnection]:
        """Open a write transaction without the ORM, for hot paths, which use only `execute`.

        Callers have to limit how many at a time lock one row.
        """
        async with _tracked(self.writing):
            writer = self._open().writer
            if self._threads is not None:
                async with self._turn(None), self._threads.writer.transaction(commit=True) as threaded:
                    yield cast(AsyncConnection, threaded)
            else:
                async with writer.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[AsyncConnection]:
        """Open a read transaction without the ORM, for hot paths, which use only `execute`."""
        engines, threads = self._open(), self._threads
        async with _tracked(self.reading), _core(engines.reader, threads and threads.reader) as connection:
            yield connection

    @asynccontextmanager
    async def reserved(self) -> AsyncGenerator[AsyncConnection]:
        """Open a `snapshot` on reserved connections: for the sweep and for readiness, while the others are busy."""
        engines, threads = self._open(), self._threads
        async with _tracked(self.reading), _core(engines.reserved, threads and threads.reserved) as connection:
            yield connection

    async def scrub(self) -> bool:
        """Remove erased rows from SQLite's files; PostgreSQL does so itself. Returns False when readers prevent it."""
        return not self.embedded or await sqlite_erasure.scrub(str(self.url.database), lambda: self._turn(None))

    async def close(self) -> None:
        """Close all connections."""
        engines, self._engines = self._engines, None
        threads, self._threads = self._threads, None
        for each in threads or ():
            await asyncio.to_thread(each.close)
        for engine in engines or ():
            await engine.dispose()

    def _turn(self, row_id: Hashable) -> AbstractAsyncContextManager[None]:
        """Wait for a turn to write: SQLite has one writer, PostgreSQL a few for each row."""
        if self.embedded:
            return self._write_queue.turn(None)
        return self._other_queue.turn(None) if row_id is None else self._row_queue.turn(row_id)

    def _open(self) -> Ways[AsyncEngine]:
        if self._engines is None:
            self._engines = self._sqlite() if self.embedded else self._postgres()
        return self._engines

    def _postgres(self) -> Ways[AsyncEngine]:
        # One snapshot for a whole read transaction, so that rows are never newer than the version read with them.
        steady = "REPEATABLE READ"
        return Ways(
            _postgres(self.url, POSTGRES_READERS, steady),
            _postgres(self.url, POSTGRES_WRITERS, None),
            _postgres(self.url, POSTGRES_RESERVED, steady),
        )

    def _sqlite(self) -> Ways[AsyncEngine]:
        """Open SQLite: the ORM uses aiosqlite, hot paths use SqliteThreads; writers of both share a queue."""
        reader = create_async_engine(
            self.url, pool_size=READERS, max_overflow=0, pool_timeout=POOL, hide_parameters=True
        )
        writer = create_async_engine(self.url, pool_size=1, max_overflow=0, pool_timeout=POOL, hide_parameters=True)
        _configure_reader(reader.sync_engine)
        _configure_writer(writer.sync_engine)
        self._threads = Ways(
            SqliteThreads(self.url, READERS, _configure_reader, POOL),
            SqliteThreads(self.url, 1, _configure_writer, POOL),
            SqliteThreads(self.url, 1, _configure_reader, POOL),
        )
        return Ways(reader, writer, reader)


@asynccontextmanager
async def _tracked(outage: Outage) -> AsyncGenerator[None]:
    """Convert drivers' errors to Unavailable, and record them in the outage."""
    try:
        yield
    except Exception as error:
        unavailable = as_unavailable(error)
        if unavailable is None:
            raise
        outage.failed(unavailable)
        raise unavailable from error
    outage.worked()


@asynccontextmanager
async def _core(engine: AsyncEngine, threads: SqliteThreads | None) -> AsyncGenerator[AsyncConnection]:
    if threads is not None:
        async with threads.transaction(commit=False) as threaded:
            yield cast(AsyncConnection, threaded)
    else:
        async with engine.connect() as connection:
            yield connection


def _postgres(url: URL, connections: int, isolation: Any) -> AsyncEngine:
    limits = {
        "lock_timeout": f"{LOCK * 1000:.0f}",
        "idle_in_transaction_session_timeout": f"{IDLE * 1000:.0f}",
        "jit": "off",  # compiling takes longer than Parley's queries run
    }
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL,
        isolation_level=isolation,
        hide_parameters=True,  # errors are logged, and parameters hold what people wrote
        connect_args={"timeout": CONNECT, "command_timeout": COMMAND, "server_settings": limits},
    )
    event.listen(engine.sync_engine, "handle_error", _drop_connection)
    return engine


def _drop_connection(context: ExceptionContext) -> None:
    """Close a connection that has not answered in time: a rollback on it would wait as long again."""
    if isinstance(context.original_exception, TimeoutError):
        context.is_disconnect = True


def _configure(engine: Engine, begin: str) -> None:
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", begin_transaction)


_configure_reader, _configure_writer = partial(_configure, begin="BEGIN"), partial(_configure, begin="BEGIN IMMEDIATE")


def _set_pragmas(connection: Any, _record: Any) -> None:
    """Set write-ahead log, durable commits, foreign keys, and a timeout for other programs' locks."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY * 1000:.0f}",
        "cache_size=-20000",
        "secure_delete=ON",  # erased rows are zeroed, not left in free pages
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

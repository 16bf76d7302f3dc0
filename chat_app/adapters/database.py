"""The database: one read and one write transaction, the same on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncGenerator, Hashable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, NamedTuple, cast

from sqlalchemy import URL, Connection, Engine, ExceptionContext, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from chat_app.adapters import sqlite_erasure
from chat_app.adapters.outages import Outage, translated
from chat_app.adapters.sqlite_threads import SqliteThreads
from chat_app.adapters.turns import Turns

READERS = 4  # connections that read SQLite at a time
# PostgreSQL, a process: connections that read, that write, and that are kept for the sweep and for readiness.
POSTGRES_READERS, POSTGRES_WRITERS, POSTGRES_ASIDE = 6, 6, 2
# Seconds.
CONNECT = 5.0  # to PostgreSQL
COMMAND = 8.0  # for an answer to one statement
POOL = 5.0  # for a connection of ours that is free
LOCK = 6.0  # for a row that somebody else holds
IDLE = 5.0  # that a transaction may stay open with nothing being asked: then its process is frozen, and others wait
BUSY = 5.0  # for another program that writes to SQLite
TURN = 8.0  # for one's turn at a row, or to write to SQLite
WIDTH = 2  # transactions of one process at a time that may wait for the same row
UNKNOWN = 3  # the same for transactions of which it is not known what row they will wait for


class Engines(NamedTuple):
    """What reads, what writes, and what is kept for questions that must never wait for either."""

    reader: AsyncEngine
    writer: AsyncEngine
    aside: AsyncEngine


class Threads(NamedTuple):
    """The same for hot paths on SQLite."""

    reader: SqliteThreads
    writer: SqliteThreads
    aside: SqliteThreads


class Database:
    """Transactions on one database. Engines are made lazily, since workers fork after importing the app.

    Several readers see a steady snapshot each. SQLite has one writer at a time;
    PostgreSQL's writers wait for row locks.

    Nothing waits without a limit. Every transaction raises Unavailable when the database cannot be reached, and Busy
    when rows or connections are not to be had in time.
    """

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        self.reading, self.writing = Outage("reads"), Outage("writes")
        self._engines: Engines | None = None
        self._threads: Threads | None = None
        self._turns, self._others = Turns(WIDTH, TURN), Turns(UNKNOWN, TURN)
        self._writers = Turns(1, TURN)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession]:
        """One read transaction: everything read inside belongs to the same moment."""
        reader = self._open().reader
        async with _watched(self.reading), AsyncSession(reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    @asynccontextmanager
    async def write(self, about: Hashable = None) -> AsyncGenerator[AsyncSession]:
        """One write transaction: committed at the end, rolled back when the body raises.

        `about` is the id of the row that it locks first (a room, a person), if that is known. Of those about the same
        row, few hold a connection; so whoever keeps a row locked stops nobody who needs another one.
        """
        writer = self._open().writer
        async with (
            _watched(self.writing),
            self._turn(about),
            AsyncSession(writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[AsyncConnection]:
        """One write transaction without the ORM, for hot paths, which ask nothing of it but `execute`.

        Callers see to it themselves that few at a time are about the same row.
        """
        async with _watched(self.writing):
            writer = self._open().writer
            if self._threads is not None:
                async with self._turn(None), self._threads.writer.transaction(commit=True) as threaded:
                    yield cast(AsyncConnection, threaded)
            else:
                async with writer.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[AsyncConnection]:
        """One read transaction without the ORM, for hot paths, which ask nothing of it but `execute`."""
        engines = self._open()
        async with _watched(self.reading), _plain(engines.reader, self._threads and self._threads.reader) as connection:
            yield connection

    @asynccontextmanager
    async def aside(self) -> AsyncGenerator[AsyncConnection]:
        """The same on connections of their own: for the sweep and for readiness, however busy the others are."""
        engines = self._open()
        async with _watched(self.reading), _plain(engines.aside, self._threads and self._threads.aside) as connection:
            yield connection

    async def scrub(self) -> bool:
        """Leave nothing of erased rows in SQLite's files. Returns whether it is done: others may be in the way.
        PostgreSQL cleans up by itself."""
        return not self.embedded or await sqlite_erasure.scrub(str(self.url.database), lambda: self._turn(None))

    async def close(self) -> None:
        """Close all connections."""
        engines, self._engines = self._engines, None
        threads, self._threads = self._threads, None
        for each in threads or ():
            await asyncio.to_thread(each.close)
        for engine in engines or ():
            await engine.dispose()

    def _turn(self, about: Hashable) -> AbstractAsyncContextManager[None]:
        """SQLite has one writer; PostgreSQL a few for each row."""
        if self.embedded:
            return self._writers.turn(None)
        return self._others.turn(None) if about is None else self._turns.turn(about)

    def _open(self) -> Engines:
        if self._engines is None:
            self._engines = self._sqlite() if self.embedded else self._postgres()
        return self._engines

    def _postgres(self) -> Engines:
        # One snapshot for all that a reader reads, so that rows are never newer than the version read with them.
        steady = "REPEATABLE READ"
        return Engines(
            _postgres(self.url, POSTGRES_READERS, steady),
            _postgres(self.url, POSTGRES_WRITERS, None),
            _postgres(self.url, POSTGRES_ASIDE, steady),
        )

    def _sqlite(self) -> Engines:
        """The ORM goes through aiosqlite, hot paths through threads of their own; writers of both take turns."""
        reader = create_async_engine(
            self.url, pool_size=READERS, max_overflow=0, pool_timeout=POOL, hide_parameters=True
        )
        writer = create_async_engine(self.url, pool_size=1, max_overflow=0, pool_timeout=POOL, hide_parameters=True)
        _read(reader.sync_engine)
        _write(writer.sync_engine)
        self._threads = Threads(
            SqliteThreads(self.url, READERS, _read, POOL),
            SqliteThreads(self.url, 1, _write, POOL),
            SqliteThreads(self.url, 1, _read, POOL),
        )
        return Engines(reader, writer, reader)


@asynccontextmanager
async def _watched(outage: Outage) -> AsyncGenerator[None]:
    """Name what fails in one way, whatever the driver, and say in the log when that begins and ends."""
    try:
        yield
    except Exception as error:
        unavailable = translated(error)
        if unavailable is None:
            raise
        outage.failed(unavailable)
        raise unavailable from error
    outage.worked()


@asynccontextmanager
async def _plain(engine: AsyncEngine, threads: SqliteThreads | None) -> AsyncGenerator[AsyncConnection]:
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
        "jit": "off",  # compiling a query takes longer than any of ours runs
    }
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL,
        isolation_level=isolation,
        hide_parameters=True,  # they hold people's words, and an error is logged
        connect_args={"timeout": CONNECT, "command_timeout": COMMAND, "server_settings": limits},
    )
    event.listen(engine.sync_engine, "handle_error", _give_up)
    return engine


def _give_up(context: ExceptionContext) -> None:
    """A connection that has not answered in time is let go: on the same one, a rollback would wait as long again."""
    if isinstance(context.original_exception, TimeoutError):
        context.is_disconnect = True


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
    """Write-ahead log, durable at commit, foreign keys on, some patience with other programs."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY * 1000:.0f}",
        "cache_size=-20000",
        "secure_delete=ON",  # what is erased is zeroed, not left in free pages
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

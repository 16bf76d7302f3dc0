"""Prepares the database at the start: waits for one that is not there yet; explains other failures in one line."""

import asyncio
import os
import sqlite3
import ssl
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from alembic.util.exc import CommandError
from filelock import Timeout as NotUnlocked
from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chat_app.adapters.migrations import migrate
from chat_app.adapters.private_files import keep_private
from chat_app.config import Settings

# Seconds.
LONGEST = 60.0  # waiting for a database that is not there yet
PAUSE = 3.0  # between two attempts
ANSWER = 5.0  # for a connection, and for a first reply

Report = Callable[[str], None]


class CannotStart(Exception):
    """The program cannot start. The text is one line for the operator: the setting, the reason, what to do."""


class NotReady(CannotStart):
    """The program cannot start now, but may after waiting."""


def prepare(settings: Settings, report: Report | None = None) -> None:
    """Bring the schema up to date, from a thread without a loop; wait up to a minute for a database that is not there.

    `report` gets a line every few seconds of waiting (standard output by default). Raises CannotStart.
    """
    report, began = report or partial(print, flush=True), time.monotonic()
    while True:
        try:
            return _attempt(settings)
        except NotReady as reason:
            waited = time.monotonic() - began
            if waited + PAUSE > LONGEST:
                raise CannotStart(f"{reason} (waited {waited:.0f} s)") from None
            report(f"Waiting for the database: {reason}")
            time.sleep(PAUSE)


def prepare_or_exit(settings: Settings) -> None:
    """Prepare inside a server, which would print a traceback of CannotStart: end the process with its one line."""
    try:
        prepare(settings)
    except CannotStart as reason:
        print(f"parley: {reason}", file=sys.stderr, flush=True)
        os._exit(1)


def _attempt(settings: Settings) -> None:
    url = make_url(settings.database)
    setting = "DATABASE_URL" if settings.database_url else "DATA_DIR"
    try:
        keep_private(settings)
        _ = settings.access_secret, settings.refresh_secret  # creates their files, unless they are configured
        if not settings.embedded:
            asyncio.run(_connect_once(url))
        migrate(settings.database)
    except CommandError as error:
        raise CannotStart(_explain_schema(setting, str(error))) from None
    except NotUnlocked:
        raise CannotStart(
            f"{setting}: another process has been changing this database's schema for a minute."
        ) from None
    except DBAPIError as error:
        reason = _explain_sqlite(setting, url, error.orig) if settings.embedded else _explain_postgres(url, error.orig)
        if reason is None:
            raise
        raise reason from None
    except OSError as error:
        raise _explain_address(url, error) if _remote(settings, error) else _explain_folder(settings, error) from None


async def _connect_once(url: URL) -> None:
    """Check that PostgreSQL answers in time. Migrations themselves have no time limit."""
    limits = {"timeout": ANSWER, "command_timeout": ANSWER}
    engine = create_async_engine(url, poolclass=NullPool, connect_args=limits, hide_parameters=True)
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
    await engine.dispose()


def _remote(settings: Settings, error: OSError) -> bool:
    """Whether an error is about the connection: errors about files have a `filename`."""
    return not settings.embedded and not isinstance(error.filename, str)


def _explain_address(url: URL, error: OSError) -> CannotStart:
    where = _where(url)
    if isinstance(error, ssl.SSLError) or "SSL" in str(error):
        return CannotStart(f"DATABASE_URL: no encrypted connection to {where} ({error}). See `sslmode` in its address.")
    if isinstance(error, TimeoutError):
        why = "does not answer"
    elif isinstance(error, ConnectionRefusedError):
        why = "refuses the connection: is it running?"
    else:
        why = f"cannot be reached ({error.strerror or error})"
    return NotReady(f"DATABASE_URL: {where} {why}")


def _explain_postgres(url: URL, cause: Any) -> CannotStart | None:
    code, words = str(getattr(cause, "sqlstate", None) or ""), (str(cause).splitlines() or [""])[0]
    where = _where(url)
    if code.startswith("28"):
        return CannotStart(f"DATABASE_URL: {where} does not let us in: {words}. Check the name and the password.")
    if code == "3D000":
        return CannotStart(f"DATABASE_URL: {words}. Create it (createdb {url.database}), or correct the name.")
    if code.startswith("42501"):
        return CannotStart(f"DATABASE_URL: {words}. Make {url.username} the owner of the database {url.database}.")
    if code.startswith(("08", "53", "57")):
        return NotReady(f"DATABASE_URL: {where} is not ready: {words}")
    return CannotStart(f"DATABASE_URL: {where} cannot be used: {words}") if code.startswith(("25", "58")) else None


def _explain_sqlite(setting: str, url: URL, cause: Any) -> CannotStart | None:
    code, file = getattr(cause, "sqlite_errorcode", 0) & 0xFF, url.database
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return NotReady(f"{setting}: another program has locked {file}. End it, or wait until it is done.")
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return CannotStart(f"{setting}: {file} is no database, or damaged. Restore a backup, or move it away.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return CannotStart(f"{setting}: {file} cannot be opened for writing. Check its owner and its permissions.")
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return CannotStart(f"{setting}: {file} cannot be written ({cause}). Is the disk full?")
        case _:
            return None


def _explain_folder(settings: Settings, error: OSError) -> CannotStart:
    folder = settings.data_dir
    if settings.database_url and settings.embedded:
        setting, folder = "DATABASE_URL", Path(str(make_url(settings.database).database)).parent
    else:
        setting = "DATA_DIR"
    blocked = next((each for each in (folder, *folder.parents) if each.is_file()), None)
    if blocked is not None:
        return CannotStart(f"{setting}: {blocked} is a file, not a folder. Move it away, or name another folder.")
    why = error.strerror or type(error).__name__
    return CannotStart(f"{setting}: {folder} cannot be written ({why}). Let us write there, or name another folder.")


def _explain_schema(setting: str, words: str) -> str:
    if "Can't locate revision" in words:
        return (
            f"{setting}: this database was used by a newer version of Parley, or by one from before the first release, "
            "and this one does not know its schema. Start that version or a newer one, restore a backup from before, "
            "or begin with an empty database."
        )
    return f"{setting}: the schema cannot be brought up to date: {words}"


def _where(url: URL) -> str:
    return f"PostgreSQL at {url.host or url.query.get('host') or 'localhost'}:{url.port or 5432}"

"""A throw-away PostgreSQL cluster on a free port; a fresh database in it costs some 20 ms."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from tests.stack.processes import end, free_port, wait_until

# Tests have nothing to lose in a power cut. Crash tests that do, ask for `durable=True`.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

# Without looking at foreign keys, since all rows go.
EMPTY = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET session_replication_role = replica;
    DO $$
    DECLARE each record; filled boolean;
    BEGIN
        ASSERT obj_description('alembic_version'::regclass) = ANY (SELECT version_num FROM alembic_version);
        FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %I)', each.tablename) INTO filled;
            IF filled THEN EXECUTE format('DELETE FROM %I', each.tablename); END IF;
        END LOOP;
    END $$;
"""
# Notes in the template which version is whole, for EMPTY.
WHOLE = """
    DO $$ BEGIN
        EXECUTE format('COMMENT ON TABLE alembic_version IS %L', (SELECT version_num FROM alembic_version));
    END $$
"""


def find() -> Path | None:
    """The folder of PostgreSQL's programs (Debian keeps them off the PATH), or None."""
    if on_path := shutil.which("postgres"):
        return Path(on_path).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    return max((found.parent for found in versions), key=lambda folder: int(folder.parent.name), default=None)


@dataclass
class Postgres:
    """A running cluster. It is plain data, so that xdist's workers can share one."""

    folder: str
    port: int
    pid: int

    @classmethod
    def start(cls, *, durable: bool = False) -> Postgres:
        """Make a cluster and start it; raise TimeoutError when it does not come up."""
        programs = find()
        assert programs, "PostgreSQL is not installed: python -m tests.stack.install"
        folder = Path(tempfile.mkdtemp(prefix="parley-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _initdb(programs, folder)
        return cls(str(folder), port := free_port(), _launch(programs, folder, port, durable=durable))

    def restart(self, *, durable: bool = False) -> None:
        """Start again on the same data and port, after `kill`."""
        programs = find()
        assert programs, "PostgreSQL is not installed: python -m tests.stack.install"
        self.pid = _launch(programs, Path(self.folder), self.port, durable=durable)

    def kill(self) -> None:
        """A crash: the postmaster and its children are gone without a goodbye."""
        end(self.pid, by=signal.SIGQUIT)

    def stop(self) -> None:
        """End it, and remove every trace."""
        end(self.pid, by=signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://parley@127.0.0.1:{self.port}/{database}"

    def create(self, name: str | None = None, *, template: str = "template1") -> str:
        """A new database, empty or a copy of `template`; returns its name."""
        name = name or f"t{uuid.uuid4().hex[:12]}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def empty(self, name: str) -> None:
        """Delete all rows of a migrated database, whoever is still connected to it, which takes a tenth of the time
        of making one; raises asyncpg.PostgresError when its schema is not whole any more."""
        self.run(EMPTY, database=name)

    def run(self, sql: str, *, database: str = "postgres") -> None:
        """One statement as the owner of everything."""
        _in_a_loop_of_its_own(_execute(self.url(database), sql))


async def _execute(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def _in_a_loop_of_its_own(coroutine: Coroutine[Any, Any, None]) -> None:
    # In a thread, because Playwright's sync API leaves a running loop in the test's thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


def _initdb(programs: Path, folder: Path) -> None:
    subprocess.run(
        [
            programs / "initdb",
            "--pgdata",
            folder / "data",
            "--username=parley",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        ],
        check=True,
        capture_output=True,
        cwd=folder,
        **_not_as_root(),
    )


def _launch(programs: Path, folder: Path, port: int, *, durable: bool) -> int:
    settings = [
        f"port={port}",
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=200",
        "shared_buffers=64MB",
        *(() if durable else CARELESS),
    ]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *(f"-c{setting}" for setting in settings)],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            start_new_session=True,
            **_not_as_root(),
        )
    ready = [programs / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={port}"]
    try:
        wait_until(lambda: not subprocess.call(ready), seconds=20, what=f"PostgreSQL on port {port}")
    except BaseException:
        process.kill()
        raise
    return process.pid


def _not_as_root() -> dict[str, Any]:
    # PostgreSQL refuses to run as root; Debian's package brings this user along.
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}

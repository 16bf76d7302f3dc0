"""Migrates the schema: once, also when several processes start together."""

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

HERE = Path(__file__).resolve().parents[2]
LOCK = 7_274_496_361  # an arbitrary number that only Parley's migrations use as PostgreSQL's advisory lock


def alembic_config(database_url: str) -> Config:
    """Return Alembic's configuration for a database, with absolute paths: the working directory does not matter."""
    config = Config(toml_file=HERE / "pyproject.toml")
    config.set_main_option("script_location", str(HERE / "alembic"))
    config.attributes["database_url"] = database_url
    return config


def migrate(database_url: str) -> None:
    """Upgrade to the newest revision, under a lock. Safe to call at every start, from a thread without a loop."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".migrating"), timeout=60):
            command.upgrade(alembic_config(database_url), "head")
    else:
        asyncio.run(_migrate_postgres(database_url))


async def _migrate_postgres(database_url: str) -> None:
    engine = create_async_engine(database_url, poolclass=NullPool, hide_parameters=True)
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        try:
            await asyncio.to_thread(command.upgrade, alembic_config(database_url), "head")
        finally:
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
    await engine.dispose()


@lru_cache(maxsize=1)
def _known() -> tuple[str | None, frozenset[str]]:
    """Return the newest revision of this program, and all revisions. Cached, since the files do not change."""
    scripts = ScriptDirectory.from_config(alembic_config(""))
    return scripts.get_current_head(), frozenset(each.revision for each in scripts.walk_revisions())


def compare(revision: str | None) -> Literal["older", "same", "newer"]:
    """Compare a database's revision (None for an empty database) with this program's newest one."""
    head, known = _known()
    if revision == head:
        return "same"
    return "older" if revision is None or revision in known else "newer"

"""Databases as each release has left them, as SQL: what migrations are tried on.

`python -m tests.models.stored_databases`, run when a version is released, stores one of each kind.
"""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from alembic.script import ScriptDirectory

from chat_app.adapters.migrations import alembic_config, migrate
from chat_app.models import Room
from chat_app.services import accounts, message_changes, pins, saved
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import rows, say, settings_for
from tests.stack.postgres import Postgres, find

FOLDER = Path(__file__).parent / "databases"
SAID = "Größe, 東京 and http://watercooler.example"  # in the first room
ADA = "ada@watercooler.example"


def store() -> None:
    """Write a small team's database of each kind, named by the newest migration."""
    name = ScriptDirectory.from_config(alembic_config("")).get_current_head()
    cluster = Postgres.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "parley.db"
            for url in (f"sqlite:///{file}", cluster.url()):
                asyncio.run(_found_a_team(url, Path(folder)))
            with closing(sqlite3.connect(file)) as connection:
                (FOLDER / f"{name}.sqlite.sql").write_text(";\n".join(_statements(connection)) + ";\n")
        (FOLDER / f"{name}.postgres.sql").write_text(_dump(cluster))
    finally:
        cluster.stop()


async def _found_a_team(url: str, folder: Path) -> None:
    settings = settings_for(url, folder)
    await asyncio.to_thread(migrate, settings.database)
    parley = Parley.from_settings(settings)
    writer = PostWriter(parley)
    ada = await accounts.found(parley, workspace="Watercooler Ltd", name="Ada Lovelace", email=ADA)
    grace = await accounts.create(parley, "grace@watercooler.example", "Grace Hopper")
    room = (await rows(parley, Room))[0].id
    said = await say(writer, ada, room, SAID, "@Grace Hopper look", "oh")
    first, second, last = (uuid.UUID(each.id) for each in said)
    await message_changes.react(parley, grace.id, first, "👍")
    await message_changes.edit(parley, ada.id, second, "@Grace Hopper look at **this**")
    await message_changes.delete(parley, ada.id, last)
    await pins.pin(parley, ada.id, first)
    await saved.save(parley, grace.id, second)
    await parley.finish_background()
    await parley.renderer.close()
    await parley.database.close()


def _statements(file: sqlite3.Connection) -> Iterator[str]:
    """What makes the file again. Tables of the search index that SQLite makes by itself are left out."""
    tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'message_search_*'"
    for name, sql in file.execute(f"{tables} ORDER BY rowid").fetchall():
        yield sql
        columns = [f'"{row[1]}"' for row in file.execute(f'PRAGMA table_info("{name}")')]
        columns = ["rowid", *columns] if "VIRTUAL" in sql else columns
        values = " || ', ' || ".join(f"quote({column})" for column in columns)
        for (row,) in file.execute(f"SELECT {values} FROM {name}"):  # noqa: S608
            yield f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({row})"  # noqa: S608
    others = "SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL ORDER BY rowid"
    yield from (sql for (sql,) in file.execute(others))


def _dump(cluster: Postgres) -> str:
    programs = find()
    assert programs
    options = ("--inserts", "--no-owner", "--no-privileges", "--host=127.0.0.1", f"--port={cluster.port}")
    done = subprocess.run([programs / "pg_dump", *options, cluster.url()], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    ours = [line for line in lines if line and not line.startswith(("--", "\\", "SET ", "SELECT pg_catalog."))]
    return "\n".join(ours) + "\n"


if __name__ == "__main__":
    store()

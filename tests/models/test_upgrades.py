"""The database of each release becomes like a fresh one, and people go on in it where they were."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from chat_app.adapters.migrations import migrate
from chat_app.models import Message
from chat_app.services import accounts, search
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import rows, say, settings_for
from tests.models.stored_databases import ADA, FOLDER, SAID
from tests.models.test_migrations import look

STORED = sorted(FOLDER.glob("*.sql"))
IN_SQL = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type <> 'table' OR sql LIKE 'CREATE VIRTUAL %' ORDER BY name",
    "postgresql": """SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' UNION
                     SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1""",
}


@pytest.fixture(params=STORED, ids=lambda file: file.name)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database as a release has left it, by the name that the product gives it."""
    script = request.param.read_text()
    if "sqlite" in request.param.name:
        with closing(sqlite3.connect(tmp_path / "stored.db")) as file:
            file.executescript(script)
        url = f"sqlite:///{tmp_path / 'stored.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
        request.getfixturevalue("postgres").run(script, database=url.rpartition("/")[2])
    return settings_for(url, tmp_path).database


@pytest.fixture
def upgraded(stored: str) -> str:
    migrate(stored)
    return stored


def shape(connection: Connection) -> dict[str, Any]:
    """Everything that a database is made of, but for the order in which it was made."""
    there = inspect(connection)
    tables: dict[str, Any] = {
        table: {
            "columns": {column.pop("name"): str(column) for column in map(dict, there.get_columns(table))},
            "keys": [there.get_pk_constraint(table), _sorted(there.get_foreign_keys(table))],
            "rules": [_sorted(there.get_unique_constraints(table)), _sorted(there.get_check_constraints(table))],
        }
        for table in there.get_table_names()
    }
    others = connection.execute(text(IN_SQL[connection.dialect.name])).scalars()
    return {**tables, "indexes, functions and triggers": [" ".join((each or "").split()) for each in others]}


def _sorted(found: Any) -> list[str]:
    return sorted(str(sorted(each.items(), key=str)) for each in found)


def test_there_is_one_of_each_kind() -> None:
    assert {file.name.rpartition(".")[0].rpartition(".")[2] for file in STORED} == {"sqlite", "postgres"}


def test_its_schema_becomes_that_of_a_fresh_one(
    upgraded: str, tmp_path: Path, request: pytest.FixtureRequest, sqlite_template: Path
) -> None:
    if "sqlite" in upgraded:
        fresh = f"sqlite+aiosqlite:///{sqlite_template}"
    else:
        cluster = request.getfixturevalue("postgres")
        fresh = settings_for(cluster.url(request.getfixturevalue("postgres_template")), tmp_path).database
    assert look(upgraded, shape) == look(fresh, shape)


async def test_what_was_said_is_there_and_is_found_and_people_go_on(upgraded: str, tmp_path: Path) -> None:
    parley = Parley.from_settings(settings_for(upgraded, tmp_path))
    ada = await accounts.by_email(parley, ADA)
    assert ada
    (room,) = {message.room_id for message in await rows(parley, Message)}
    await say(PostWriter(parley), ada, room, "good morning")
    for asked, said in (("東京", SAID), ("grosse", SAID), ("morning", "good morning")):
        hits = await search.find(parley, ada.id, await search.understand(parley, ada.id, asked))
        assert [hit.message.content for hit in hits] == [said]
    assert {SAID, "good morning"} < {message.content for message in await rows(parley, Message)}
    await parley.finish_background()
    await parley.renderer.close()
    await parley.database.close()

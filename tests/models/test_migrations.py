"""Every migration, on both databases, from nothing."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chat_app.adapters.migrations import alembic_config, migrate
from chat_app.models import Workspace, metadata
from tests.cast import settings_for

Answer = TypeVar("Answer")


@pytest.fixture
def url(database_url: str, tmp_path: Path) -> str:
    """An empty database, by the name that the product gives it."""
    return settings_for(database_url, tmp_path).database


def look(url: str, question: Callable[[Connection], Answer]) -> Answer:
    async def ask() -> Answer:
        engine = create_async_engine(url, poolclass=NullPool)
        async with engine.connect() as connection:
            found = await connection.run_sync(question)
        await engine.dispose()
        return found

    return asyncio.run(ask())


def modelled(name: str | None, kind: str, _parents: Any) -> bool:
    """The search index belongs to each database's own full-text engine; models know nothing of it."""
    return not (kind in ("table", "index", "column") and name and "search" in name)


def difference(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "target_metadata": metadata, "include_name": modelled}
    context = MigrationContext.configure(connection, opts=options)
    return compare_metadata(context, metadata)


def revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def test_each_migration_can_be_walked_up_from_nothing(url: str):
    steps = list(ScriptDirectory.from_config(alembic_config(url)).walk_revisions())[::-1]
    assert steps
    for step in steps:
        command.upgrade(alembic_config(url), step.revision)
        assert look(url, revision) == step.revision


def test_models_and_schema_agree(url: str):
    assert look(url, difference)  # an empty database differs, so the comparison sees something
    migrate(url)
    assert look(url, difference) == []


def test_migrating_twice_changes_nothing(url: str):
    migrate(url)
    before = look(url, revision)
    migrate(url)
    assert look(url, revision) == before
    assert look(url, difference) == []


def test_two_processes_that_migrate_at_once_both_succeed(url: str):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        list(processes.map(migrate, [url, url]))
    assert look(url, difference) == []


def test_every_constraint_and_index_of_the_models_is_named():
    for table in metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name


def test_every_constraint_in_the_database_is_named_by_our_convention(url: str):
    migrate(url)

    def names(connection: Connection) -> set[str]:
        there = inspect(connection)
        return {
            str(constraint["name"])
            for table in metadata.tables
            for constraint in (
                there.get_pk_constraint(table),
                *there.get_unique_constraints(table),
                *there.get_foreign_keys(table),
                *there.get_check_constraints(table),
            )
        }

    wanted = {str(constraint.name) for table in metadata.tables.values() for constraint in table.constraints}
    assert look(url, names) == wanted


def test_a_second_workspace_cannot_be_written(url: str):
    migrate(url)

    def found_twice(connection: Connection) -> None:
        connection.execute(insert(Workspace), {"name": "Watercooler Ltd"})
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            connection.execute(insert(Workspace), {"name": "Watercooler Ltd"})

    look(url, found_twice)

"""Ready means that the process can serve; anybody may ask, as often as they like."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from chat_app.adapters.database import Database
from chat_app.services import readiness
from chat_app.services.parley import Parley
from chat_app.services.readiness import Readiness
from tests.cast import settings_for
from tests.stack.processes import free_port
from tests.stack.tarpit import tarpit


@pytest.fixture(autouse=True)
def swept(parley: Parley) -> None:
    parley.swept_at = time.monotonic()


@pytest.fixture
def ready(parley: Parley) -> Readiness:
    return Readiness(parley)


@pytest.fixture
async def silent(parley: Parley) -> AsyncIterator[Readiness]:
    """Its database takes connections, and says nothing."""
    own = parley.database
    with tarpit(3) as port:
        parley.database = Database(f"postgresql+asyncpg://parley@127.0.0.1:{port}/parley")
        yield Readiness(parley)
        await parley.database.close()
        parley.database = own


async def set_revision(parley: Parley, statement: str) -> None:
    async with parley.database.connection() as connection:
        await connection.execute(text(statement))


async def test_with_all_in_order_it_is_ready(ready: Readiness):
    assert await ready.report() == readiness.Report()


@pytest.mark.parametrize(
    ("statement", "reason", "degraded"),
    [
        ("DELETE FROM alembic_version", "older", ""),
        ("DROP TABLE alembic_version", "no schema", ""),
        ("UPDATE alembic_version SET version_num = '9999'", "", "newer"),  # two versions while one replaces the other
    ],
)
async def test_without_the_schema_it_is_not(
    parley: Parley, ready: Readiness, statement: str, reason: str, degraded: str
):
    await set_revision(parley, statement)
    found = await ready.report()
    assert (reason in found.reasons.get("migrations", ""), bool(found.reasons)) == (True, bool(reason))
    assert degraded in found.degraded.get("migrations", "")


async def test_without_a_sweep_it_is_not(parley: Parley, ready: Readiness):
    parley.swept_at -= readiness.SWEPT + 1
    assert "sweep" in (await ready.report()).reasons


async def test_without_redis_it_is_ready_and_says_what_it_does_without(tmp_path: Path, migrated_url: str):
    away = f"redis://127.0.0.1:{free_port()}"
    parley = Parley.from_settings(settings_for(migrated_url, tmp_path, redis_url=away))
    parley.swept_at = time.monotonic()
    found = await Readiness(parley).report()
    assert (found.reasons, set(found.degraded)) == ({}, {"bus"})
    await parley.database.close()


async def test_a_silent_database_is_said_to_be_within_two_seconds_and_then_at_once(silent: Readiness):
    began = time.monotonic()
    crowd = await asyncio.gather(*(silent.report() for _ in range(200)))
    assert time.monotonic() - began < 2
    assert all("no answer" in found.reasons["database"] for found in crowd)
    began = time.monotonic()
    assert "database" in (await silent.report()).reasons
    assert time.monotonic() - began < 0.2


async def test_a_database_that_is_gone_is_said_to_be(parley: Parley, ready: Readiness):
    own, parley.database = parley.database, Database(f"postgresql+asyncpg://parley@127.0.0.1:{free_port()}/parley")
    assert "cannot be reached" in (await ready.report()).reasons["database"]
    parley.database = own


async def test_a_crowd_costs_one_look_a_second(ready: Readiness, monkeypatch: pytest.MonkeyPatch):
    looks: list[Any] = []

    async def look(parley: Parley) -> readiness.Report:
        looks.append(parley)
        await asyncio.sleep(0)
        return readiness.Report()

    monkeypatch.setattr(readiness, "_ask", look)
    for _ in range(3):
        await asyncio.gather(*(ready.report() for _ in range(100)))
    assert len(looks) == 1
    monkeypatch.setattr(readiness, "FRESH", 0.0)
    await ready.report()
    assert len(looks) == 2

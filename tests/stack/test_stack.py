"""The stack itself stands."""

from __future__ import annotations

import sqlite3
import uuid

import asyncpg
import pytest
from redis import Redis as Client
from redis.exceptions import ConnectionError as RedisGone

from tests.stack.postgres import Postgres
from tests.stack.processes import answers, free_port
from tests.stack.redis import Redis


def test_a_free_port_is_free() -> None:
    assert not answers(free_port())


async def test_each_postgres_database_is_fresh(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    try:
        tables = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    finally:
        await connection.close()
    assert tables == 0


async def test_a_database_can_be_copied_from_a_template(postgres: Postgres) -> None:
    template = postgres.create()
    connection = await asyncpg.connect(postgres.url(template))
    await connection.execute("CREATE TABLE room (name text)")
    await connection.close()
    copy = await asyncpg.connect(postgres.url(name := postgres.create(template=template)))
    assert await copy.fetchval("SELECT count(*) FROM room") == 0
    await copy.close()
    postgres.drop(name)
    postgres.drop(template)


async def test_a_database_of_one_test_is_emptied_for_another(postgres: Postgres, postgres_template: str) -> None:
    name = postgres.create(template=postgres_template)
    connection = await asyncpg.connect(postgres.url(name))
    await connection.execute("SET session_replication_role = replica")
    await connection.execute("INSERT INTO sightings VALUES ($1, now())", uuid.uuid4())
    postgres.empty(name)
    connection = await asyncpg.connect(postgres.url(name))
    assert await connection.fetchval("SELECT count(*) FROM sightings") == 0
    assert await connection.fetchval("SELECT count(*) FROM alembic_version") == 1
    await connection.execute("UPDATE alembic_version SET version_num = 'another'")
    with pytest.raises(asyncpg.AssertError):
        postgres.empty(name)
    postgres.drop(name)


async def test_a_killed_postgres_keeps_what_was_committed(own_postgres: Postgres) -> None:
    connection = await asyncpg.connect(own_postgres.url())
    await connection.execute("CREATE TABLE room (name text); INSERT INTO room VALUES ('watercooler')")
    own_postgres.kill()
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await connection.fetchval("SELECT 1")
    connection.terminate()
    own_postgres.restart()
    connection = await asyncpg.connect(own_postgres.url())
    assert await connection.fetchval("SELECT name FROM room") == "watercooler"
    await connection.close()


def test_both_kinds_of_database_are_offered(database_url: str) -> None:
    if database_url.startswith("sqlite:///"):
        with sqlite3.connect(database_url.removeprefix("sqlite:///")) as file:
            assert file.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    else:
        assert database_url.startswith("postgresql://")


def test_both_kinds_of_bus_are_offered(bus_url: str | None) -> None:
    assert bus_url is None or Client.from_url(bus_url).dbsize() == 0


def test_a_killed_redis_is_gone_and_comes_back_empty(own_redis: Redis) -> None:
    client = Client.from_url(own_redis.url)
    client.set("ada", "here")
    own_redis.kill()
    with pytest.raises(RedisGone):
        client.get("ada")
    own_redis.start()
    assert client.get("ada") is None

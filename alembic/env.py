"""Runs migrations on the database that the settings (or the caller) name."""

import asyncio

from alembic import context
from sqlalchemy import URL, Connection, create_engine, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chat_app.config import settings
from chat_app.models import metadata


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


def connect_sqlite(url: URL) -> None:
    # Not through aiosqlite: its thread may outlive the loop, and then complains of that with a trace.
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        run(connection)
        connection.commit()
    engine.dispose()


async def connect(url: URL) -> None:
    engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True)
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


address = make_url(context.config.attributes.get("database_url") or settings().database)
if address.get_backend_name() == "sqlite":
    connect_sqlite(address)
else:
    asyncio.run(connect(address))

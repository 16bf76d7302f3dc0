"""The fixed cast: a migrated database of each kind, the product on it, and the people and the room of most tests."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest
from sqlalchemy import select
from sqlmodel import SQLModel, col

from chat_app.adapters.migrations import migrate
from chat_app.config import Settings
from chat_app.events import Event
from chat_app.limits import OFF, LimitSettings
from chat_app.models import Room, User
from chat_app.schemas import MessageIn, MessageOut
from chat_app.services import accounts, posting
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.stack.postgres import WHOLE, Postgres

Row = TypeVar("Row", bound=SQLModel)
SECRET = "a secret of the tests, long enough for a key"


def settings_for(url: str, folder: Path, **more: Any) -> Settings:
    """Settings that no environment and no `.env` file of the developer's can change."""
    fixed: dict[str, Any] = {
        "port": 3000, "base_url": "", "redis_url": "", "data_dir": folder / "data", "database_url": url,
        "jwt_access_secret": SECRET, "jwt_refresh_secret": SECRET[::-1], "mail_from": "Parley <parley@localhost>",
        "trusted_proxies": (), "allowed_origins": (), "workers": 1, "smtp_url": "", "to_email": "",
        "aws_region": "", "aws_ses_sender": "", "aws_access_key_id": "", "aws_secret_access_key": "",
        "message_filters": (), "message_filter_failure": "pass", **dict.fromkeys(LimitSettings.model_fields, OFF),
        "jwt_access_secret_previous": "", "jwt_refresh_secret_previous": "",
        "google_client_id": "", "google_client_secret": "", "oidc_issuer": "", "oidc_client_id": "",
        "password_sign_in": False,
    }  # fmt: skip
    return Settings(_env_file=None, **{**fixed, **more})  # pyright: ignore[reportCallIssue]


# ── databases: migrated once a worker, then copied, which is ten times quicker than migrating each ──

CAST = {"ada": "Ada Lovelace", "grace": "Grace Hopper", "alan": "Alan Turing"}


def address(who: str) -> str:
    """The email address of one of the cast."""
    return f"{who}@watercooler.example"


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Migrated SQLite files: one that is empty, and one a person of the cast, in which that person came in last.

    Half of the time of a test would be spent on bringing in the people that most tests begin with.
    """
    folder = tmp_path_factory.mktemp("templates")
    files = {who: folder / f"{who or 'empty'}.db" for who in ("", *CAST)}
    migrate(f"sqlite+aiosqlite:///{files['']}")
    for before, who in zip(files, CAST, strict=False):
        shutil.copy(files[before], files[who])
        asyncio.run(_bring_in(files[who], folder, who))
    return files


@pytest.fixture(scope="session")
def sqlite_template(sqlite_templates: dict[str, Path]) -> Path:
    """A migrated, empty SQLite file."""
    return sqlite_templates[""]


async def _bring_in(file: Path, folder: Path, who: str) -> None:
    product = Parley.from_settings(settings_for(f"sqlite:///{file}", folder))
    await product.bus.start(lambda frame: None)
    await _person(product, who)
    await product.finish_background()
    await product.renderer.close()
    await product.bus.stop()
    await product.database.close()


async def _person(parley: Parley, who: str) -> User:
    """One of the cast, who comes in now if the database was empty when the test began."""
    async with parley.database.read() as session:
        known = (await session.execute(select(User).where(col(User.email) == address(who)))).scalar_one_or_none()
    if known is not None:
        return known
    if who == "ada":
        return await accounts.found(parley, workspace="Watercooler Ltd", name=CAST[who], email=address(who))
    return await accounts.create(parley, address(who), CAST[who])


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> Iterator[str]:
    """The name of a migrated PostgreSQL database."""
    name = postgres.create()
    migrate(postgres.url(name).replace("postgresql://", "postgresql+asyncpg://"))
    postgres.run(WHOLE, database=name)
    yield name
    postgres.drop(name)


@pytest.fixture(scope="session")
def postgres_copies(postgres: Postgres, postgres_template: str) -> Iterator[list[str]]:
    """Names of empty, migrated databases of this worker that no test uses at the moment."""
    copies: list[str] = []
    yield copies
    for name in copies:
        postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database with the schema in it: the test runs once on each kind.

    `make test` runs tests of services on PostgreSQL only where it may answer differently: those in the modules of
    `twins.DIFFERS` and those marked `both_databases`. Elsewhere it is the same SQL by SQLAlchemy, on columns that
    tests/models compares; `make test-all` runs all.
    """
    if request.param == "sqlite":
        templates: dict[str, Path] = request.getfixturevalue("sqlite_templates")
        last = next((who for who in reversed(CAST) if who in request.fixturenames), "")
        shutil.copy(templates[last], tmp_path / "parley.db")
        yield f"sqlite:///{tmp_path / 'parley.db'}"
        return
    cluster: Postgres = request.getfixturevalue("postgres")
    copies: list[str] = request.getfixturevalue("postgres_copies")
    name = copies.pop() if copies else cluster.create(template=request.getfixturevalue("postgres_template"))
    yield cluster.url(name)
    try:
        cluster.empty(name)
    except (asyncpg.AssertError, asyncpg.UndefinedTableError):  # a test of migrations has changed the schema
        cluster.drop(name)
    else:
        copies.append(name)


# ── the product ──


@pytest.fixture
async def parley(migrated_url: str, tmp_path: Path) -> AsyncIterator[Parley]:
    """The product with its real adapters, on an empty database of each kind."""
    product = Parley.from_settings(settings_for(migrated_url, tmp_path))
    await product.bus.start(lambda frame: None)
    yield product
    await product.finish_background()
    await product.renderer.close()
    await product.bus.stop()
    await product.database.close()


@pytest.fixture
def writer(parley: Parley) -> PostWriter:
    """Stores posts."""
    return PostWriter(parley)


@pytest.fixture
def heard(parley: Parley) -> list[Event]:
    """What has been announced since the test asked for this."""
    events: list[Event] = []
    parley.listeners.append(events.append)
    return events


# ── people and rooms ──


@pytest.fixture
async def ada(parley: Parley) -> User:
    """The founder, and owner of the watercooler."""
    return await _person(parley, "ada")


@pytest.fixture
async def grace(parley: Parley, ada: User) -> User:
    """A colleague; in the watercooler."""
    return await _person(parley, "grace")


@pytest.fixture
async def alan(parley: Parley, grace: User) -> User:
    """Another one."""
    return await _person(parley, "alan")


@pytest.fixture
async def guest(parley: Parley, ada: User) -> User:
    """Someone from outside, in no room."""
    return await accounts.create(parley, "guest@client.example", "Dorothy Vaughan", "guest")


@pytest.fixture
async def watercooler(parley: Parley, ada: User) -> uuid.UUID:
    """The first room, in which everybody is."""
    async with parley.database.read() as session:
        return (await session.execute(select(col(Room.id)).where(col(Room.name) == "watercooler"))).scalar_one()


def draft(room_id: uuid.UUID, text: str = "hello", *, client_msg_id: uuid.UUID | None = None) -> MessageIn:
    """A post as a browser sends it."""
    return posting.parse(room_id=room_id, client_msg_id=client_msg_id or uuid.uuid4(), text=text)


async def say(writer: PostWriter, person: User, room_id: uuid.UUID, *texts: str) -> list[MessageOut]:
    """Post some texts, one after the other as far as the room is concerned."""
    return await asyncio.gather(*(posting.post(writer, person.id, draft(room_id, text)) for text in texts))


async def change(parley: Parley, kind: type[Row], key: uuid.UUID, /, **values: Any) -> Row:
    """Set what no service sets yet (an archived room, a deactivated account), straight in the database."""
    async with parley.database.write() as session:
        row = await session.get(kind, key)
        assert row is not None
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)
    return row


async def rows(parley: Parley, kind: type[Row]) -> list[Row]:
    """All rows of a table."""
    async with parley.database.read() as session:
        return list((await session.execute(select(kind))).scalars())

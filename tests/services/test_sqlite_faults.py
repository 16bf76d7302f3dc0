"""SQLite while another program writes to it: posts wait and are stored, everything else is told; readers go on."""

import asyncio
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chat_app.adapters import database
from chat_app.adapters.outages import Busy, Unavailable, as_unavailable
from chat_app.models import User
from chat_app.services import memberships, messages, post_writer, posting
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import draft


@pytest.fixture
def migrated_url(tmp_path: Path, sqlite_template: Path) -> str:
    (tmp_path / "parley.db").write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{tmp_path / 'parley.db'}"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another program writes."""
    other = sqlite3.connect(folder / "parley.db")
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


async def test_a_file_that_another_program_has_locked(
    parley: Parley,
    writer: PostWriter,
    ada: User,
    watercooler: uuid.UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    await parley.database.close()
    monkeypatch.setattr(database, "BUSY", 0.2)
    monkeypatch.setattr(post_writer, "ANSWER", 1.0)
    once = draft(watercooler, "in spite of it")
    with locked(tmp_path):
        pending = asyncio.create_task(posting.post(writer, ada.id, once))
        with pytest.raises(Busy):
            await memberships.mark_read(parley, ada.id, watercooler, 1, 1)
        assert (await messages.open_window(parley, ada.id, watercooler)).messages == ()
        with pytest.raises(Unavailable):
            await pending
    stored = await posting.post(writer, ada.id, once)
    assert (await messages.open_window(parley, ada.id, watercooler)).messages == (stored,)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, Busy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Busy),
        (sqlite3.SQLITE_FULL, Unavailable),
        (sqlite3.SQLITE_IOERR_FSYNC, Unavailable),
        (sqlite3.SQLITE_READONLY, Unavailable),
        (sqlite3.SQLITE_CONSTRAINT, type(None)),
        (sqlite3.SQLITE_ERROR, type(None)),
    ],
)
def test_what_is_worth_trying_again(code: int, kind: type):
    error = sqlite3.OperationalError("words")
    error.sqlite_errorcode = code
    assert type(as_unavailable(error)) is kind

"""What was erased is in none of the database's files; and nobody else on the machine may read those."""

from __future__ import annotations

import asyncio
import os
import uuid
from pathlib import Path

import pytest

from chat_app.adapters.private_files import keep_private
from chat_app.models import Message, User, now
from chat_app.services import drafts, erasing, message_changes, purging
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, say, settings_for

WORDS = ("zanzibarish", "quixotically", "syzygyous", "flibbertigibbet")


def _found(parley: Parley) -> list[str]:
    """Which of the words are in the bytes of the database's files; PostgreSQL's are its own."""
    path = Path(str(parley.database.url.database))
    held = (
        b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*")) if parley.database.embedded else b""
    )
    return [word for word in WORDS if word.encode() in held]


async def _past(parley: Parley, *messages: str) -> None:
    for each in messages:
        await change(
            parley,
            Message,
            uuid.UUID(each),
            deleted_at=now() - message_changes.UNDO * 2,
        )


async def test_erased_words_are_in_no_file(parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID):
    await say(writer, ada, watercooler, *(f"other talk number {number}" for number in range(100)))
    (kept,) = await say(writer, ada, watercooler, f"about {WORDS[3]}")
    (message,) = await say(writer, ada, watercooler, f"{WORDS[0]} and more " * 100)
    key = uuid.UUID(message.id)
    await message_changes.edit(parley, ada.id, key, f"now {WORDS[1]}")
    await message_changes.edit(parley, ada.id, key, f"then {WORDS[2]}")
    assert _found(parley) == list(WORDS) or not parley.database.embedded
    await message_changes.delete(parley, ada.id, key)
    await _past(parley, message.id)
    await erasing.erase_due(parley)
    assert _found(parley) == ([WORDS[3]] if parley.database.embedded else [])
    assert kept.content.endswith(WORDS[3])


async def test_a_purge_leaves_nothing(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await say(writer, grace, watercooler, *(f"{word} {number}" for word in WORDS for number in range(60)))
    await purging.purge(parley, ada.id, grace.id)
    assert _found(parley) == []


async def test_a_draft_that_was_given_up_is_in_no_file(parley: Parley, ada: User, watercooler: uuid.UUID):
    await drafts.save(parley, ada.id, watercooler, uuid.UUID(int=1), f"about {WORDS[0]}")
    await drafts.save(parley, ada.id, watercooler, uuid.UUID(int=1), "")
    await parley.database.scrub()
    assert _found(parley) == []


async def test_people_write_while_the_files_are_cleaned(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    await say(writer, ada, watercooler, *(f"talk {uuid.uuid4()}" for _ in range(300)))
    cleaning = asyncio.create_task(parley.database.scrub())
    said = await say(writer, ada, watercooler, *(f"meanwhile {number}" for number in range(20)))
    assert len(said) == 20
    assert await cleaning in (True, False)


@pytest.fixture
def mask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_what_is_kept_on_disk_is_for_its_owner_only(tmp_path: Path, mask: None):
    data = tmp_path / "data"
    (data / "outbox").mkdir(parents=True, mode=0o755)
    old = [
        data / "parley.db",
        data / "parley.db-wal",
        data / "parley.db-shm",
        data / "refresh.secret",
        data / "outbox" / "a.eml",
    ]
    for each in old:
        each.touch(mode=0o644)
    elsewhere = tmp_path / "other.db"
    elsewhere.touch(mode=0o644)
    keep_private(settings_for(f"sqlite:///{elsewhere}", tmp_path))
    (data / "new").write_text("")
    for each in (*old, elsewhere, data / "new"):
        assert each.stat().st_mode & 0o777 == 0o600, each
    for each in (data, data / "outbox"):
        assert each.stat().st_mode & 0o777 == 0o700, each
    assert tmp_path.stat().st_mode & 0o777 != 0o600

"""A start that cannot succeed is one line; one that may succeed later waits, and says so."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from chat_app.adapters import startup
from chat_app.adapters.startup import CannotStart, prepare
from chat_app.config import Settings
from tests.cast import settings_for
from tests.stack.postgres import Postgres
from tests.stack.processes import free_port
from tests.stack.switch import Switch
from tests.stack.tarpit import tarpit


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute is half a second."""
    monkeypatch.setattr(startup, "LONGEST", 0.5)
    monkeypatch.setattr(startup, "PAUSE", 0.2)
    monkeypatch.setattr(startup, "ANSWER", 0.3)


def why_not(settings: Settings) -> tuple[str, list[str]]:
    """What is said at the end, and while waiting."""
    said: list[str] = []
    with pytest.raises(CannotStart) as reason:
        prepare(settings, said.append)
    assert "\n" not in str(reason.value)
    assert "Traceback" not in str(reason.value)
    return str(reason.value), said


# ── PostgreSQL ──


def remote(tmp_path: Path, rest: str) -> Settings:
    return settings_for(f"postgresql://parley:hunter2@{rest}", tmp_path)


@pytest.mark.parametrize(("host", "words"), [("127.0.0.1", "is it running"), ("nowhere.invalid", "cannot be reached")])
def test_a_server_that_is_not_there_is_waited_for(tmp_path: Path, host: str, words: str):
    reason, said = why_not(remote(tmp_path, f"{host}:{free_port()}/parley"))
    assert reason.startswith(f"DATABASE_URL: PostgreSQL at {host}:")
    assert words in reason
    assert said
    assert "hunter2" not in reason + "".join(said)


def test_a_server_that_says_nothing_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(startup, "LONGEST", 0.9)
    with tarpit(1) as port:
        reason, said = why_not(remote(tmp_path, f"127.0.0.1:{port}/parley"))
    assert "does not answer" in reason
    assert said


def test_a_server_that_comes_late_is_used(postgres: Postgres, postgres_url: str, tmp_path: Path):
    switch, said = Switch(), list[str]()
    url = postgres_url.replace(f":{postgres.port}/", f":{switch.port}/")

    def say(line: str) -> None:
        said.append(line)
        switch.lead_to(postgres)

    prepare(settings_for(url, tmp_path), say)
    switch.stop()
    assert len(said) == 1


def test_what_waiting_does_not_mend_ends_at_once(
    postgres: Postgres, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(startup, "ANSWER", 20)  # a busy server is none that says nothing
    postgres.run("DO $$ BEGIN CREATE ROLE lodger LOGIN; EXCEPTION WHEN duplicate_object THEN END $$")
    for url, words in (
        (postgres.url("nothing"), 'database "nothing" does not exist. Create it (createdb nothing)'),
        (postgres.url().replace("parley@", "nobody:hunter2@"), "does not let us in"),
        (postgres_url.replace("parley@", "lodger@"), "Make lodger the owner"),
    ):
        reason, said = why_not(settings_for(url, tmp_path))
        assert words in reason
        assert said == []
        assert "hunter2" not in reason


@pytest.mark.parametrize("revision", ["9999", "0039"], ids=["newer", "from before the first release"])
def test_a_schema_of_another_program_is_named(migrated_url: str, tmp_path: Path, postgres: Postgres, revision: str):
    newer = f"UPDATE alembic_version SET version_num = '{revision}'"  # noqa: S608
    if migrated_url.startswith("sqlite"):
        with sqlite3.connect(migrated_url.removeprefix("sqlite:///")) as file:
            file.execute(newer)
    else:
        postgres.run(newer, database=migrated_url.rpartition("/")[2])
    reason, _ = why_not(settings_for(migrated_url, tmp_path))
    assert "a newer version of Parley, or by one from before the first release" in reason


# ── SQLite ──


def a_file(folder: Path) -> None:
    folder.write_text("")


def below_a_file(folder: Path) -> None:
    folder.parent.rmdir()
    folder.parent.write_text("")


def no_database(folder: Path) -> None:
    folder.mkdir()
    (folder / "parley.db").write_text("Dear diary, " * 100)


def a_folder_instead(folder: Path) -> None:
    (folder / "parley.db").mkdir(parents=True)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (a_file, "is a file, not a folder"),
        (below_a_file, "is a file, not a folder"),
        (no_database, "is no database, or damaged"),
        (a_folder_instead, "cannot be opened for writing"),
    ],
)
def test_a_data_folder_that_cannot_be_used(tmp_path: Path, spoil: Callable[[Path], None], words: str):
    (tmp_path / "here").mkdir()
    spoil(tmp_path / "here" / "data")
    reason, said = why_not(settings_for("", tmp_path / "here"))
    assert reason.startswith("DATA_DIR: ")
    assert words in reason
    assert said == []


def test_a_data_folder_that_is_read_only(tmp_path: Path):
    # Not by permissions, which stop nobody who is root; nobody may make folders in there.
    settings = settings_for("", tmp_path, data_dir=Path("/proc/parley"))
    assert why_not(settings)[0].startswith("DATA_DIR: /proc/parley cannot be written")


def test_a_file_that_another_program_has_locked_is_waited_for(tmp_path: Path, sqlite_template: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "parley.db").write_bytes(sqlite_template.read_bytes())
    other = sqlite3.connect(tmp_path / "data" / "parley.db", check_same_thread=False)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(1, other.close).start()
    prepare(settings_for("", tmp_path), [].append)


def test_the_command_line_ends_with_the_line_alone(tmp_path: Path):
    address = f"postgresql://parley:hunter2@127.0.0.1:{free_port()}/parley"
    hurry = (
        "import chat_app.adapters.startup as s, runpy; s.LONGEST = 0; runpy.run_module('chat_app', run_name='__main__')"
    )
    for command in ("migrate", "run"):
        done = subprocess.run(
            [sys.executable, "-c", hurry, command],
            env={**os.environ, "DATABASE_URL": address, "DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith("parley: DATABASE_URL: PostgreSQL at 127.0.0.1")

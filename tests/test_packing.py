"""`reflex export` packs sources, and nothing that holds what people wrote or a secret."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.stack.processes import answers, end, wait_until
from tests.stack.server import Server

LEFT_BEHIND = (
    ".env",
    "data/parley.db",
    "data/parley.db-wal",
    "data/access.secret",
    "data/outbox/1.eml",
    "elsewhere/refresh.secret",
    "backup.tar",
    "notes.txt",
    "test-results/screen.png",
    "tests/test_something.py",
    "tests/__init__.py",
)
AMONG_THE_SOURCES = ("chat_app/kept/access.secret", "chat_app/parley.db-wal", "chat_app/parley.db")
OURS = ("my_filter.py", "my_filters/__init__.py", "my_filters/words.py", "chat_app/extra.py")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sources, and what running them has left."""
    root = Path(__file__).parents[1]
    for name in ("rxconfig.py", "requirements.txt", "pyproject.toml"):
        shutil.copy(root / name, tmp_path)
    for name in ("alembic", "chat_app"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*LEFT_BEHIND, *AMONG_THE_SOURCES, *OURS):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    return tmp_path


def export(project: Path, **variables: str) -> set[str]:
    """What is in the archive."""
    done = subprocess.run(
        [sys.executable, "-m", "reflex", "export", "--backend-only", "--upload-db-file"],
        env={**os.environ, "REFLEX_TELEMETRY_ENABLED": "false", **variables},
        cwd=project,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(zipfile.ZipFile(project / "backend.zip").namelist())


def test_nothing_that_was_made_by_running_is_packed(project: Path):
    packed = export(project)
    assert {"rxconfig.py", "chat_app/chat_app.py", "alembic/env.py", *OURS} <= packed
    assert not packed.intersection(LEFT_BEHIND)


def test_data_is_not_packed_wherever_it_is(project: Path):
    packed = export(project, DATA_DIR="chat_app/kept", DATABASE_URL="sqlite:///chat_app/parley.db")
    assert packed.issuperset(OURS)
    assert not packed.intersection((*LEFT_BEHIND, *AMONG_THE_SOURCES))


def test_the_back_end_starts_alone(tmp_path: Path):
    server = Server()
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "reflex", "run", "--env", "prod", "--backend-only"],
            cwd=server.folder,
            env={**os.environ, "PORT": str(server.port), "DATA_DIR": str(server.data), "REFLEX_TELEMETRY_ENABLED": "0"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until(lambda: answers(server.port) or process.poll() is not None, seconds=60, what=server.url)
        assert process.poll() is None, (tmp_path / "log").read_text()
    finally:
        end(process.pid, seconds=15)
        server.stop()

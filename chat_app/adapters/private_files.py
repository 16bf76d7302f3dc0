"""Permissions of Parley's files: readable by the account that runs the server only."""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url

from chat_app.config import Settings

FOLDER, FILE, MASK = 0o700, 0o600, 0o077


def keep_private(settings: Settings) -> None:
    """Make all files that this process will create private to its account, and also those that exist already.

    These are the data folder with database, secrets and outbox, and a SQLite file elsewhere with its log files. Files
    of other accounts stay as they are. Raises OSError when the data folder cannot be created.
    """
    os.umask(MASK)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    _restrict(settings.data_dir, FOLDER)
    for folder, _, files in os.walk(settings.data_dir):  # does not follow links
        _restrict(Path(folder), FOLDER)
        for file in files:
            _restrict(Path(folder, file), FILE)
    if settings.embedded:
        database = Path(str(make_url(settings.database).database))
        for suffix in ("", "-wal", "-shm", "-journal"):
            _restrict(database.with_name(database.name + suffix), FILE)


def _restrict(path: Path, mode: int) -> None:
    with suppress(OSError):  # a file of another account, or deleted meanwhile
        if not path.is_symlink() and path.stat().st_mode & MASK:
            path.chmod(mode)

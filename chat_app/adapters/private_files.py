"""Who may read what we keep on disk: the account that runs us, and nobody else on the machine."""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url

from chat_app.config import Settings

FOLDER, FILE, MASK = 0o700, 0o600, 0o077


def keep_private(settings: Settings) -> None:
    """Let everything that this process makes from here on be its account's own, and mend what is there already.

    That is the data folder with the database, its log, secrets and outbox; of a SQLite file elsewhere, that file and
    what belongs to it.

    Files of other accounts stay as they are. Raises OSError when the data folder cannot be made.
    """
    os.umask(MASK)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    _mend(settings.data_dir, FOLDER)
    for folder, _, files in os.walk(settings.data_dir):  # which follows no links
        _mend(Path(folder), FOLDER)
        for file in files:
            _mend(Path(folder, file), FILE)
    if settings.embedded:
        database = Path(str(make_url(settings.database).database))
        for suffix in ("", "-wal", "-shm", "-journal"):
            _mend(database.with_name(database.name + suffix), FILE)


def _mend(path: Path, mode: int) -> None:
    with suppress(OSError):  # somebody else's, or gone meanwhile
        if not path.is_symlink() and path.stat().st_mode & MASK:
            path.chmod(mode)

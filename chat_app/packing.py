"""What `reflex export` packs: the sources that a server needs, and nothing that was made by running one."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from chat_app.config import Settings

# Everything else in the project's folder stays at home, unless it is Python: a team's own filters are beside ours.
SOURCES = {"alembic", "assets", "chat_app", "README.md", "pyproject.toml", "reflex.lock", "requirements.txt"}
NEVER = {"tests"}


def kept_back(project: Path, settings: Settings) -> set[Path]:
    """The files and folders of a project that are not packed: data, secrets, the outbox, and what is no source."""
    held = {each for each in project.iterdir() if not _is_source(each)}
    held.add(settings.data_dir)
    if settings.embedded:
        file = str(make_url(settings.database).database)
        held |= {Path(file + ending) for ending in ("", "-wal", "-shm", "-journal")}
    # Reflex compares what is there, by its inode.
    return {each.resolve() for each in held if each.exists()}


def keep_back(settings: Settings) -> None:
    """Have Reflex leave out what is kept back. It knows no setting for that, only an option of its command."""
    from reflex.utils import build

    if not hasattr(build.zip_app, "__wrapped__"):
        build.zip_app = _sparing(build.zip_app, settings)


def _sparing(zip_app: Callable[..., None], settings: Settings) -> Callable[..., None]:
    @wraps(zip_app)
    def zip_sources(*arguments: Any, backend_excluded_dirs: tuple[Path, ...] = (), **options: Any) -> None:
        held = (*backend_excluded_dirs, *kept_back(Path.cwd(), settings))
        zip_app(*arguments, backend_excluded_dirs=held, **{**options, "include_db_file": False})

    return zip_sources


def _is_source(entry: Path) -> bool:
    if entry.name in SOURCES:
        return True
    return entry.name not in NEVER and (entry.suffix == ".py" or (entry / "__init__.py").is_file())

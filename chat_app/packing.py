"""The contents of `reflex export`: the sources that a server needs, and no data of a running server."""

from pathlib import Path

from sqlalchemy import make_url

from chat_app.config import Settings

# All else in the project's folder is excluded, unless it is Python: a team's own filters are in that folder, too.
SOURCES = {"alembic", "assets", "chat_app", "README.md", "pyproject.toml", "reflex.lock", "requirements.txt"}
EXCLUDED = {"tests"}


def excluded_paths(project: Path, settings: Settings) -> set[Path]:
    """Return the files and folders of a project that are not packed: data, secrets, the outbox, and non-sources."""
    excluded = {each for each in project.iterdir() if not _is_source(each)}
    excluded.add(settings.data_dir)
    if settings.embedded:
        file = str(make_url(settings.database).database)
        excluded |= {Path(file + ending) for ending in ("", "-wal", "-shm", "-journal")}
    # Reflex compares files by inode, so they must exist.
    return {each.resolve() for each in excluded if each.exists()}


def _is_source(entry: Path) -> bool:
    if entry.name in SOURCES:
        return True
    return entry.name not in EXCLUDED and (entry.suffix == ".py" or (entry / "__init__.py").is_file())

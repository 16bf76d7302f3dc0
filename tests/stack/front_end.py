"""The product's front end, built once for all servers of a test run and kept until the sources change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

from chat_app.front_end import PROJECT, fingerprint, sources

CACHE = PROJECT / ".front-end"  # not in a folder that ignores all it holds: Tailwind would find no classes there
WORKSHOP = CACHE / "workshop"


def built() -> Path:
    """The finished `.web`, without its tools, of the sources as they are; raises RuntimeError if it fails."""
    finished = CACHE / fingerprint()[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        if not finished.exists():
            _keep(_build(), finished)
            _forget_all_but(finished)
    return finished


def install(folder: Path) -> None:
    """Lay the built front end into `folder/.web` as hard links: it finds its server at whatever port that listens."""
    shutil.copytree(built(), folder / ".web", copy_function=_link)


def _build() -> Path:
    """Build in a copy, which keeps node_modules for the next time; returns its `.web`."""
    for source in sources():
        place = WORKSHOP / source.relative_to(PROJECT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    _remove_what_is_gone()
    environment = {**os.environ, **QUIET, "PATH": path_with_node()}
    done = subprocess.run(
        [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"],
        cwd=WORKSHOP,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise RuntimeError(f"The front end did not build:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return WORKSHOP / ".web"


QUIET = {"REFLEX_USE_NPM": "1", "REFLEX_TELEMETRY_ENABLED": "false", "NO_COLOR": "1"}


def path_with_node() -> str:
    """A PATH on which the virtual environment's Node comes first."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


def _remove_what_is_gone() -> None:
    for file in sources(WORKSHOP):
        if not (PROJECT / file.relative_to(WORKSHOP)).exists():
            file.unlink()


def _keep(web: Path, finished: Path) -> None:
    draft = finished.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(web, draft, ignore=shutil.ignore_patterns("node_modules", "server"))
    draft.rename(finished)


def _forget_all_but(finished: Path) -> None:
    older = [f for f in CACHE.iterdir() if f.is_dir() and f not in (finished, WORKSHOP)]
    for folder in sorted(older, key=lambda folder: folder.stat().st_mtime)[:-3]:
        shutil.rmtree(folder, ignore_errors=True)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


if __name__ == "__main__":
    built()

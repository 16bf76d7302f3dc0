"""The product's front end, built once for all servers of a test run and kept until the sources change."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

PROJECT = Path(__file__).parents[2]
BAKED_PORT = "3000"  # what the build puts into its URLs; each server replaces it by its own


def built(project: Path = PROJECT) -> Path:
    """The finished `.web`, without its tools, of the sources as they are; raises RuntimeError if it fails."""
    cache = project / ".front-end"  # not in a folder that ignores all it holds: Tailwind would find no classes there
    finished = cache / fingerprint(project)
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "lock"):
        if not finished.exists():
            _keep(_build(project, cache / "workshop"), finished)
            _forget_all_but(finished, cache)
    return finished


def fingerprint(project: Path) -> str:
    """Changes when the front end might: sources, assets, pinned packages."""
    digest = hashlib.sha256()
    for file in _sources(project):
        if file.name == "package.json":
            continue  # Reflex writes its keys in changing order; package-lock.json says the same, and more
        digest.update(f"{file.relative_to(project)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def install(web: Path, folder: Path, port: int) -> None:
    """Lay the built front end into `folder/.web` as hard links, but for the file that names the port."""
    target = folder / ".web"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(web, target, copy_function=_link)
    for script in (target / "build" / "client" / "assets").glob("reflex-env-*.js"):
        text = re.sub(rf"localhost:{BAKED_PORT}\b", f"localhost:{port}", script.read_text())
        # Its compressed twins hold the old port; without them the plain file is served.
        for file in script.parent.glob(f"{script.name}*"):
            file.unlink()
        script.write_text(text)


def _sources(project: Path) -> list[Path]:
    written = (file for kind in ("*.py", "*.js") for file in project.rglob(kind))
    app = [file for file in written if _is_source(file.relative_to(project))]
    rest = [file for name in ("assets", "reflex.lock") for file in (project / name).rglob("*") if file.is_file()]
    pins = [file for name in ("requirements.txt",) if (file := project / name).exists()]
    return sorted({*app, *rest, *pins})


def _is_source(file: Path) -> bool:
    return not file.parts[0].startswith(".") and file.parts[0] not in {
        "tests",
        "docs",
        "data",
        "alembic",
        "node_modules",
    }


def _build(project: Path, workshop: Path) -> Path:
    """Build in a copy, which keeps node_modules for the next time; returns its `.web`."""
    for source in _sources(project):
        place = workshop / source.relative_to(project)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    _remove_what_is_gone(project, workshop)
    environment = {**os.environ, **QUIET, "PORT": BAKED_PORT, "PATH": path_with_node()}
    done = subprocess.run(
        [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"],
        cwd=workshop,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise RuntimeError(f"The front end did not build:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return workshop / ".web"


QUIET = {"REFLEX_USE_NPM": "1", "REFLEX_TELEMETRY_ENABLED": "false", "NO_COLOR": "1"}


def path_with_node() -> str:
    """A PATH on which the virtual environment's Node comes first."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


def _remove_what_is_gone(project: Path, workshop: Path) -> None:
    wanted = {source.relative_to(project) for source in _sources(project)}
    for file in _sources(workshop):
        if (name := file.relative_to(workshop)) not in wanted and name.suffix in (".py", ".js"):
            file.unlink()


def _keep(web: Path, finished: Path) -> None:
    draft = finished.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(web, draft, ignore=shutil.ignore_patterns("node_modules", "server"))
    draft.rename(finished)


def _forget_all_but(finished: Path, cache: Path) -> None:
    older = [f for f in cache.iterdir() if f.is_dir() and f not in (finished, cache / "workshop")]
    for folder in sorted(older, key=lambda folder: folder.stat().st_mtime)[:-3]:
        shutil.rmtree(folder, ignore_errors=True)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)

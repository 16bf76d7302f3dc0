"""The built front end: made when its sources change, served with the back end on one port, at any address."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from reflex.plugins import Plugin

PROJECT = Path(__file__).resolve().parents[1]
# Every module, also of services: pages show what those hold (colours, lengths, first values of states).
SOURCES = ("chat_app/**/*", "assets/**/*", "rxconfig.py", "requirements.txt", "reflex.lock/package-lock.json")
LOCK = PROJECT / "reflex.lock" / "package-lock.json"
URL = re.compile(r"""(["'`])(http|ws)s?://[^"'`/]+(/[^"'`]*)\1""")
PLAIN_JSX = """import { createElement } from "react"

// A style given in Python is an inline style.
export const jsx = (type, props, ...children) =>
  createElement(type, props?.css ? { ...props, css: undefined, style: props.css } : props, ...children)
"""


class SameOrigin(Plugin):
    """Makes the build find its server where the page came from, so that one build serves any port and host name.

    Reflex bakes an absolute address into the build; behind a proxy on another port its websocket would go astray.
    """

    def post_build(self, **context: Any) -> None:
        """Rewrite the addresses, before Reflex compresses the files. Raises RuntimeError when Reflex has changed."""
        scripts = list(Path(context["static_dir"]).glob("**/assets/reflex-env-*.js"))
        if not scripts:
            raise RuntimeError("no reflex-env script in the build: Reflex has changed")
        for script in scripts:
            script.write_text(URL.sub(_relative, script.read_text()))


class SteadyLock(Plugin):
    """Leaves the lock of the front end's packages as it is in the repository: Reflex writes what npm has found this
    time, and every start would build again and leave the clone dirty. Without a lock, Reflex makes one."""

    def __init__(self) -> None:
        self._kept = LOCK.read_bytes() if LOCK.exists() else None

    def post_build(self, **context: Any) -> None:
        """Put it back. By then the packages are there."""
        if self._kept is not None and LOCK.read_bytes() != self._kept:
            LOCK.write_bytes(self._kept)


class BrowserModules(Plugin):
    """Copies the JavaScript modules of `chat_app/browser` into Reflex's build folder as they are."""

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """Return each file with its place in the build folder."""
        from chat_app.live import javascript

        return [(javascript.BUILT / file.name, file.read_bytes()) for file in sorted(javascript.FOLDER.glob("*.js"))]


class RenewsFirst(Plugin):
    """Has a page that slept renew its session before it opens the websocket, whose handshake carries what says who one
    is (docs/decisions/0021-renewing-first.md)."""

    def pre_compile(self, **context: Any) -> None:
        """Have Reflex's own file changed when it has written it."""
        context["add_modify_task"]("utils/state.js", _renewing_first)


class Lean(Plugin):
    """Leaves out what no page can use (docs/decisions/0011-lean-build.md).

    Emotion's styles, which we have as classes; the modules that code from the server would need, which the
    Content-Security-Policy never lets run; and the direct `eval`, because of which a minifier renames nothing.
    """

    def pre_compile(self, **context: Any) -> None:
        """Have Reflex's own files changed when it has written them."""
        context["add_modify_task"]("vite.config.js", _without_emotion)
        context["add_modify_task"]("utils/state.js", _without_direct_eval)
        context["add_modify_task"]("app/root.jsx", _without_globals)

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """Return what stands for Emotion."""
        return [(Path("utils") / "jsx.js", PLAIN_JSX)]


def _without_emotion(config: str) -> str:
    alias = '{ find: "@emotion/react", replacement: fileURLToPath(new URL("./utils/jsx.js", import.meta.url)) },'
    return config if alias in config else _changed(r"(alias: \[)", rf"\1\n      {alias}", config)


def _without_direct_eval(state: str) -> str:
    return state if "(0, eval)(" in state else _changed(r"\beval\(", "(0, eval)(", state)


def _renewing_first(state: str) -> str:
    # Reflex writes this file once: an earlier build may have changed it, and have imported from elsewhere.
    state = re.sub(r"import \{ renewingFirst \} from .*\n", "", state)
    if "renewingFirst(" not in state:
        state = _changed(r"(const createSocket = [^;]*?=>\s*)(io\([^;]*\));", r"\1renewingFirst(\2);", state)
    return 'import { renewingFirst } from "$/utils/browser/session_renewal.page";\n' + state


def _without_globals(root: str) -> str:
    without = _changed(r"window\.__reflex = \{[^}]*\};", "", root)
    return _changed(r"import \* as \w+ from .*\n", "", without)


def _changed(pattern: str, by: str, text: str) -> str:
    """Raises RuntimeError when there is nothing to change."""
    changed, times = re.subn(pattern, by, text)
    if not times:
        raise RuntimeError(f"no {pattern} in Reflex's file: Reflex has changed")
    return changed


def _relative(url: re.Match[str]) -> str:
    origin = "location.origin" if url[2] == "http" else 'location.origin.replace("http","ws")'
    return f"`${{{origin}}}{url[3]}`"


def ensure() -> None:
    """Build, unless the sources are those of the last build."""
    # Below `build`, since every build of Reflex, also of `reflex run`, begins by removing that folder.
    stamp = Path(".web/build/sources.sha256")
    sources = fingerprint()
    if not stamp.exists() or stamp.read_text() != sources:
        print("Building the front end …", flush=True)
        subprocess.run([sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"], check=True)
        stamp.write_text(sources)


def reloading() -> dict[str, str]:
    """What Reflex has to know for `make dev`.

    It watches sources alone: in a data folder something changes with every message, and each change would build the
    front end again. And it starts each worker from nothing: a copy of the first process would keep the modules that
    `rxconfig.py` has imported, `theme.py` among them.
    """
    watched = [PROJECT / name for name in ("chat_app", "assets", "rxconfig.py")]
    return {
        "REFLEX_HOT_RELOAD_OVERRIDE_PATHS": ":".join(map(str, watched)),
        "REFLEX_STRICT_HOT_RELOAD": "true",
    }


def sources(project: Path = PROJECT) -> list[Path]:
    """Return every file that a build is made from."""
    found = (file for pattern in SOURCES for file in project.glob(pattern))
    return sorted(file for file in found if file.is_file() and file.parent.name != "__pycache__")


def fingerprint() -> str:
    """Return a hash of everything that a build is made from."""
    digest = hashlib.sha256()
    for file in sources():
        digest.update(f"{file.relative_to(PROJECT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def serve_by(serve: Any) -> None:
    """Have Reflex serve by this server instead of its own choice, also for `reflex run --env prod`
    (docs/decisions/0025-the-server.md)."""
    from reflex.utils import exec as reflex_exec

    reflex_exec.run_granian_backend_prod = reflex_exec.run_uvicorn_backend_prod = serve


def application() -> str:
    """Return where a server finds the application that Reflex serves."""
    from reflex.utils.exec import get_app_instance

    return get_app_instance()


def pack_without(kept_back: Callable[[], set[Path]]) -> None:
    """Have `reflex export` leave out some files. It knows no setting for that, only an option of its command."""
    from reflex.utils import build

    zip_app = build.zip_app
    if hasattr(zip_app, "__wrapped__"):
        return

    @wraps(zip_app)
    def zip_sources(*arguments: Any, backend_excluded_dirs: tuple[Path, ...] = (), **options: Any) -> None:
        held = (*backend_excluded_dirs, *kept_back())
        zip_app(*arguments, backend_excluded_dirs=held, **{**options, "include_db_file": False})

    build.zip_app = zip_sources


def serve(host: str, port: int) -> None:
    """Serve the build and the back end on one port, until told to stop."""
    from reflex.utils.exec import run_backend_prod
    from reflex_base.config import get_config
    from reflex_base.constants import Env
    from reflex_base.environment import environment

    get_config()._set_persistent(frontend_port=port, backend_port=port, backend_host=host)
    environment.REFLEX_ENV_MODE.set(Env.PROD)
    environment.REFLEX_SKIP_COMPILE.set(True)
    run_backend_prod(host, port, mount_frontend_compiled_app=True)

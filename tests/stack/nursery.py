"""Runs beside the tests: has imported what ships and nothing of ours, and forks a server or a command when asked to.

A request is a line of JSON on its standard input, the answer a line with the server's process id. From the fork on a
server does what serve.py does in a process of its own: it only need not import the libraries again, which is most of
the time that its start takes.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import json
import os
import runpy
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
PRODUCT = HERE.parents[1] / "chat_app"
SERVE = HERE / "serve.py"


def main() -> None:
    """Fork for each request, until the other end is closed."""
    for name in sorted(set(_libraries())):
        with contextlib.suppress(ImportError):  # a name in a module rather than a module; or one for another system
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # servers need not look through the libraries' objects, nor copy the memory that they are in
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # which leaves no zombies
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            arguments = _become(**json.loads(line))
            if arguments:
                _command(arguments)
            else:
                runpy.run_path(str(SERVE), run_name="__main__")
            return
        print(pid, flush=True)


def _libraries() -> Iterator[str]:
    """The modules that our own import at their top, but ours."""
    for file in PRODUCT.rglob("*.py"):
        for node in ast.parse(file.read_text()).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from (name for name in names if name.partition(".")[0] not in {"chat_app", "__future__"})
    yield from ("uvicorn", "uvloop", "websockets", "reflex.utils.exec", "reflex.app")


def _become(*, folder: str, environment: dict[str, str], log: str, arguments: Sequence[str] = ()) -> Sequence[str]:
    """What a new process has of its own: session, folder, environment, and where it writes to."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:] = [str(SERVE)]
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for standard, file in ((0, os.open(os.devnull, os.O_RDONLY)), (1, said), (2, said)):
        os.dup2(file, standard)
    return arguments


def _command(arguments: Sequence[str]) -> None:
    """`python -m chat_app …`; its exit code is written to a file: the process that waits is not the parent."""
    sys.path[:0] = [os.getcwd()]
    sys.argv[:] = ["chat_app", *arguments]
    code: object = 1
    try:
        runpy.run_module("chat_app", run_name="__main__")
        code = 0
    except SystemExit as end:
        code = end.code or 0
    finally:
        Path("exit-code").write_text(str(code))


if __name__ == "__main__":
    main()

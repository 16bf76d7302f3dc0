"""The product as plain processes, for tests that look at it from outside: start, kill, restart, stop."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
import uuid
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from chat_app.limits import LimitSettings
from tests.stack import front_end
from tests.stack.processes import alive, end, free_port, kill_group, wait_until

# -P: without the folder of the script on the path, where our redis.py would hide the real one.
COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("serve.py")))
NURSERY = (sys.executable, "-P", str(Path(__file__).with_name("nursery.py")))
# What needs a process of its own from the first import on: faults and spies, benches, workers that are spawned.
APART = {"BUS_FAULTS", "DIE_BEFORE_ANNOUNCING", "FAIL_AT", "SPY", "PARLEY_BENCH", "WORKERS"}
# A developer's own settings must not reach the servers under test.
LEAKING = (
    "_URL",
    "_SECRET",
    "GOOGLE_",
    "OIDC_",
    "AWS_",
    "SMTP_",
    "MAIL_",
    "TO_EMAIL",
    "WORKERS",
    "LOG_",
    "OTEL_",
    "LIMIT_",
)
# Tests and benches do in a second what people do in an hour. Tests of the limits pass None for those they want back.
QUICK = {name.upper(): "10000/1s" for name in LimitSettings.model_fields}


class Server:
    """One server with a port, a data folder and a log of its own. All of it is gone after `stop`."""

    def __init__(
        self,
        *,
        database_url: str | None = None,
        redis_url: str | None = None,
        folder: Path | None = None,
        port: int | None = None,
        **environment: str,
    ) -> None:
        self.port = port or free_port()
        self.folder = folder or Path(tempfile.mkdtemp(prefix="parley-server-"))
        self.given = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, **environment}
        self.process: subprocess.Popen[bytes] | None = None
        self._pid: int | None = None
        self._forks = not APART & self.given.keys()
        _show(self.folder)
        front_end.install(self.folder)

    @property
    def url(self) -> str:
        """`localhost`, not an address: secure cookies and contexts work there as they do with HTTPS."""
        return f"http://localhost:{self.port}"

    @property
    def pid(self) -> int:
        """The process that serves, or supervises those that do; it leads a group of its own, in which they are."""
        assert self._pid, "not started"
        return self._pid

    @property
    def workers(self) -> list[int]:
        """The processes that serve, and whose CPU time and memory count."""
        if "WORKERS" not in self.given:
            return [self.pid]
        children = psutil.Process(self.pid).children()
        return [child.pid for child in children if alive(child.pid) and "spawn_main" in " ".join(child.cmdline())]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> str:
        """Everything said since the first start."""
        file = self.folder / "log"
        return file.read_text(errors="replace") if file.exists() else ""

    def start(self, *, seconds: float = 60) -> Server:
        """Start, and return when /_health answers; raises RuntimeError with the log when it dies instead."""
        if self._forks:
            self._pid = _fork(folder=str(self.folder), environment=self._environment(), log=str(self.folder / "log"))
        else:
            self.process = self._launch()
            self._pid = self.process.pid
        wait_until(self._is_decided, seconds=seconds, what=f"{self.url}/_health")
        if not alive(self.pid):
            raise RuntimeError(f"The server did not start:\n{self.log[-4000:]}")
        return self

    def command(self, *arguments: str, **environment: str) -> str:
        """What `python -m chat_app …` says, on this server's data. Raises RuntimeError when it fails."""
        code, said = self.folder / "exit-code", self.folder / f"said-{uuid.uuid4().hex}"
        code.unlink(missing_ok=True)
        known = {"PATH": front_end.path_with_node(), "DATA_DIR": str(self.data), "BASE_URL": self.url}
        given = {key: value for key, value in self.given.items() if value is not None}
        wanted = {**known, **given, "LOG_LEVEL": "ERROR", **environment}
        pid = _fork(folder=str(self.folder), environment=wanted, log=str(said), arguments=arguments)
        wait_until(lambda: not alive(pid), seconds=120, what=" ".join(arguments))
        if code.read_text() != "0":
            raise RuntimeError(f"{arguments} failed:\n{said.read_text()}")
        return said.read_text()

    def kill(self) -> None:
        """A crash: SIGKILL to all of its processes (the supervisor alone would leave the others serving)."""
        kill_group(self.pid)

    def shut_down(self, *, seconds: float = 15) -> None:
        """A deployment's end: SIGTERM, with time to say goodbye. Data and log stay."""
        end(self.pid, by=signal.SIGTERM, seconds=seconds)

    def pause(self) -> None:
        """Connections stay open, nothing answers."""
        os.killpg(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.killpg(self.pid, signal.SIGCONT)

    def restart(self) -> Server:
        """Shut down if it runs, and start again: same port, same data."""
        if alive(self.pid):
            self.shut_down()
        return self.start()

    def stop(self) -> None:
        """End it whatever state it is in, and remove its folder."""
        if self._pid and alive(self.pid):
            self.resume()
            self.shut_down(seconds=5)
            kill_group(self.pid)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _launch(self) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                COMMAND,
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _is_decided(self) -> bool:
        if not alive(self.pid):
            return True
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_health", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def _environment(self) -> dict[str, str]:
        clean = {key: value for key, value in os.environ.items() if not any(leak in key for leak in LEAKING)}
        own = {
            **front_end.QUIET,
            "PATH": front_end.path_with_node(),
            "PYTHONUNBUFFERED": "1",
            "PORT": str(self.port),
            "BASE_URL": self.url,
            "DATA_DIR": str(self.data),
            **QUICK,
            **self.given,
        }
        return clean | {key: value for key, value in own.items() if value is not None}


@cache
def _nursery() -> subprocess.Popen[str]:
    """What servers are forked from; it ends with this process."""
    quiet = {**os.environ, **front_end.QUIET, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(NURSERY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=quiet)


def _fork(**what: object) -> int:
    nursery = _nursery()
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write(json.dumps(what) + "\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def _show(folder: Path) -> None:
    """Link the sources into the folder, but nothing of what a developer's own server reads or writes."""
    kept = {"data", "tests", "test-results", "reflex.lock"}  # Reflex writes its lock at every start
    for entry in front_end.PROJECT.iterdir():
        if not entry.name.startswith(".") and entry.name not in kept:
            (folder / entry.name).symlink_to(entry)


SECRETS = {"JWT_ACCESS_SECRET": "a" * 64, "JWT_REFRESH_SECRET": "r" * 64}


def start_servers(
    n: int, *, database_url: str | None = None, redis_url: str | None = None, **settings: Any
) -> list[Server]:
    """`n` servers of one installation: same database, bus and secrets, ports of their own.

    `settings` are environment variables.
    """
    with ExitStack() as undo:
        servers = []
        for _ in range(n):
            server = Server(database_url=database_url, redis_url=redis_url, **{**SECRETS, **settings})
            undo.callback(server.stop)
            servers.append(server.start())
        undo.pop_all()
    return servers

"""A throw-away Redis on a free port, to use, and to take away: kill, pause, restart."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field

from tests.stack.processes import answers, end, free_port, kill_group, wait_until


def find() -> str | None:
    """Redis's program, or None."""
    return shutil.which("redis-server")


@dataclass
class Redis:
    """A Redis that keeps nothing on disk; after `kill` and `restart` it is empty, as after a crash."""

    port: int = field(default_factory=free_port)
    pid: int = 0

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> Redis:
        """Start it, and return when it answers."""
        program = find()
        assert program, "Redis is not installed: python -m tests.stack.install"
        self.pid = subprocess.Popen(
            [program, "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),
            start_new_session=True,
        ).pid
        wait_until(lambda: answers(self.port), seconds=10, what=f"Redis on port {self.port}")
        return self

    def kill(self) -> None:
        """A crash: every connection breaks at once."""
        kill_group(self.pid)

    def pause(self) -> None:
        """Silence: connections stay open and nothing answers, as with a dead network."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after `pause`."""
        os.kill(self.pid, signal.SIGCONT)

    def restart(self) -> None:
        """Kill it and start it again on the same port."""
        self.kill()
        self.start()

    def stop(self) -> None:
        """End it, also while it is paused."""
        if self.pid:
            end(self.pid, by=signal.SIGKILL)

    def clear(self) -> None:
        """Forget every key."""
        from redis import Redis as Client

        with Client.from_url(self.url) as client:
            client.flushall()

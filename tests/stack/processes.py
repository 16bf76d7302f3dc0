"""Child processes that tests start: a free port for each, waiting until it answers, and a sure end."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import time
from collections.abc import Callable

import psutil

# Below those that systems give to connections that go out: of them, another could be taken before a server listens.
PORTS = range(12_000, 32_000)


def free_port() -> int:
    """A port of the loopback that nobody listens on, and that no connection will be given."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


def answers(port: int) -> bool:
    """Whether something listens on the loopback port."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(true: Callable[[], bool], *, seconds: float, what: str, every: float = 0.02) -> None:
    """Return when `true()` is; raise TimeoutError that names `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds:g} s")
        time.sleep(every)


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def end(pid: int, *, by: signal.Signals = signal.SIGTERM, seconds: float = 10) -> None:
    """Ask the process to end, and kill it with its whole group when it has not after `seconds`."""
    if not alive(pid):
        return
    os.kill(pid, by)
    try:
        wait_until(lambda: not alive(pid), seconds=seconds, what=f"the end of process {pid}")
    except TimeoutError:
        kill_group(pid)


def kill_group(pid: int) -> None:
    """SIGKILL a process that leads its own group, together with the children it forked."""
    members = [process.pid for process in psutil.process_iter() if _group(process.pid) == pid]
    if not members:
        return
    with contextlib.suppress(ProcessLookupError):  # the last of them has just ended
        os.killpg(pid, signal.SIGKILL)
    wait_until(lambda: not any(map(alive, members)), seconds=5, what=f"the death of process group {pid}")


def _group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None

"""What processes cost, from the kernel's own accounts."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """CPU seconds (user and system) of a stretch of time; `others` is what the rest of the machine took meanwhile, in
    percent of one core: a run beside busy strangers is worth little."""

    wall: float
    server: float
    own: float
    others: float


class Meter:
    """Counts from its making until `read`, over the server's processes and, apart, those that help it."""

    def __init__(self, servers: list[int], helpers: list[int] | None = None) -> None:
        self._servers = servers
        self._helpers = helpers or []
        self._start = self._now()

    def read(self) -> Spent:
        """What was spent so far."""
        wall, server, helpers, own, machine = (
            after - before for after, before in zip(self._now(), self._start, strict=True)
        )
        others = max(0.0, machine - server - helpers - own)
        return Spent(wall, server, own, 100 * others / wall)

    def _now(self) -> tuple[float, float, float, float, float]:
        own = time.process_time()
        return time.perf_counter(), cpu(self._servers), cpu(self._helpers), own, _machine()


def cpu(pids: list[int]) -> float:
    """Seconds of user and system time of some processes with their descendants."""
    return sum(map(_cpu, _family(pids)))


def pss_kb(pids: list[int]) -> int:
    """Memory of processes and their descendants: pages that several share count in proportion."""
    found = (re.search(r"^Pss:\s+(\d+)", _file(pid, "smaps_rollup"), re.M) for pid in _family(pids))
    return sum(int(match[1]) for match in found if match)


def _family(pids: list[int]) -> set[int]:
    family = set(pids)
    for pid in pids:
        try:
            family.update(child.pid for child in psutil.Process(pid).children(recursive=True))
        except psutil.NoSuchProcess:
            continue
    return family


def _cpu(pid: int) -> float:
    """The accounts of the process count in steps of 10 ms; those of its live threads in nanoseconds."""
    fields = _file(pid, "stat").rpartition(")")[2].split()
    if not fields:
        return 0.0
    threads = (_file(pid, f"task/{each}/schedstat").split() for each in os.listdir(f"/proc/{pid}/task"))
    return max((int(fields[11]) + int(fields[12])) * TICK, sum(int(t[0]) for t in threads if t) / 1e9)


def _machine() -> float:
    user, nice, system, _, _, irq, softirq, *_ = map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:])
    return (user + nice + system + irq + softirq) * TICK


def _file(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:
        return ""

"""What the tests need of the machine: found, installed where allowed, or named with the way to get it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.stack import chromium, postgres, proxy, redis


@dataclass(frozen=True)
class Need:
    """A program, how it is found, and the package of Debian and Ubuntu that brings it."""

    name: str
    package: str
    find: Callable[[], object | None]

    @property
    def advice(self) -> str:
        return f"{self.name} is missing, and its tests with it. To get it: sudo apt-get install {self.package}"


POSTGRES = Need("PostgreSQL", "postgresql", postgres.find)
REDIS = Need("Redis", "redis-server", redis.find)
CHROMIUM = Need("Chromium", "chromium", chromium.find)
# Chromium without the windows, menus and tabs around a page: a third of the CPU time. Not every system has the package.
HEADLESS = Need("Chromium's headless shell", "chromium-headless-shell", partial(shutil.which, chromium.PROGRAMS[0]))
CADDY = Need("Caddy", "caddy", partial(proxy.find, "caddy"))
NGINX = Need("nginx", "nginx", partial(proxy.find, "nginx"))
NEEDS = (POSTGRES, REDIS, CHROMIUM, CADDY, NGINX)


def in_ci() -> bool:
    """Whether a missing program is a failure rather than a reason to skip."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def missing() -> list[Need]:
    return [need for need in NEEDS if need.find() is None]


def install(needs: list[Need]) -> None:
    """Install with apt-get; raise CalledProcessError when it fails."""
    print("Installing", ", ".join(need.name for need in needs), "…", flush=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *(n.package for n in needs)]):
        subprocess.run(
            ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *command],
            check=True,
            env=quietly,
            stdout=subprocess.DEVNULL,
        )


def _install_missing() -> None:
    """Install what is missing; the headless shell instead of Chromium, where the system has its package."""
    if HEADLESS.find() is None:
        with contextlib.suppress(subprocess.CalledProcessError):
            return install([HEADLESS, *(need for need in missing() if need is not CHROMIUM)])
    if needs := missing():
        install(needs)
    return None


def main() -> int:
    """Returns the exit code: 1 when something is missing that CI must not go without."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _install_missing()
    still = missing()
    for need in still:
        print(need.advice)
    return 1 if still and in_ci() else 0


if __name__ == "__main__":
    sys.exit(main())

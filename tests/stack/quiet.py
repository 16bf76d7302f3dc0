"""`@pytest.mark.quiet`: a test that compares times runs while the other workers of the run pause.

Two locks of the operating system, gone when their process is: all tests share `room`, a quiet one has it alone;
who waits for that holds `door`, so that no new test gets in before it.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(folder: Path, *, alone: bool) -> Iterator[None]:
    """Hold a place among the tests of this run; no other test runs meanwhile when `alone`."""
    with (folder / "door").open("w") as door, (folder / "room").open("w") as room:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield

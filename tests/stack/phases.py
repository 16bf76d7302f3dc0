"""`python -m tests.stack.phases "not slow" …`: the tests that make test runs, in two phases, and one line about both.

First those that can run side by side, on two workers: one waits for Chromium while the other computes. Then, alone,
the quiet ones, which compare times. What follows the expression goes to pytest as it is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PHASES = {"not quiet": ("-n", "2", "--durations=10"), "quiet": ("-n", "0", "--durations=3")}
COUNTED = "PARLEY_TESTS_COUNTED"  # the file into which a phase writes how many tests passed, failed …
NOTHING_CHOSEN = 5  # pytest's exit code of a phase of which -k or a path leaves no test


def main(chosen: str, *arguments: str) -> int:
    """Run both phases; return pytest's exit code: of a phase that failed, if either did."""
    began, total = time.monotonic(), Counter[str]()
    codes = {_run(f"({chosen}) and {phase}", *how, *arguments, total=total) for phase, how in PHASES.items()}
    said = ", ".join(f"{number} {what}" for what, number in total.items()) or "no tests ran"
    print(f" {said} in {time.monotonic() - began:.2f}s ".center(100, "="))
    failed = codes - {0, NOTHING_CHOSEN}
    return min(failed) if failed else min(codes)


def _run(chosen: str, *arguments: str, total: Counter[str]) -> int:
    """One phase; its numbers are added to the total."""
    with tempfile.TemporaryDirectory() as folder:
        counted = Path(folder) / "counted.json"
        command = [sys.executable, "-m", "pytest", "-m", chosen, *arguments]
        code = subprocess.call(command, env={**os.environ, COUNTED: str(counted)})
        if counted.exists():
            total.update(json.loads(counted.read_text()))
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

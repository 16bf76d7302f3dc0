"""`python -m tests.stack.phases "not slow" …`: the tests that make test runs, in phases, and one line about all.

First the unit tests of the JavaScript; then the tests that can run side by side, on two workers more than there are
cores, since many of them wait; then the prompt ones, most of whose time is waiting; then, alone, the quiet ones, which
compare times. What follows the expression goes to pytest as it is.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SCRIPTS = "tests/browser/*.test.js"
NODE = ("node", "--test", "--test-reporter=dot", "--test-reporter-destination=stdout", "--test-reporter=tap")
PHASES = {
    "not (prompt or quiet)": ("-n", "4", "--durations=10"),
    "prompt": ("-n", "3", "--durations=3"),
    "quiet": ("-n", "0", "--durations=3"),
}
# Modules that take 15 seconds or more with few tests: a worker that began one last would be left alone with it.
LONG = {
    "test_belongings", "test_command_line", "test_coming_up", "test_docs", "test_every_write", "test_forgotten_state",
    "test_proxies", "test_reconnect_property", "test_recipes", "test_silence", "test_slow_tab", "test_storm",
    "test_two_processes", "test_workers", "test_dev",
}  # fmt: skip
COUNTED = "PARLEY_TESTS_COUNTED"  # the file into which a phase writes how many tests passed, failed …
NOTHING_CHOSEN = 5  # pytest's exit code of a phase of which -k or a path leaves no test


def main(chosen: str, *arguments: str) -> int:
    """Run all phases; return the exit code of one that failed, if any did."""
    began, total = time.monotonic(), Counter[str]()
    codes = {_scripts(total)}
    for phase, how in PHASES.items():
        where = [] if any(Path(each.partition("::")[0]).exists() for each in arguments) else _files(phase)
        codes.add(_run(f"({chosen}) and {phase}", *how, *arguments, *where, total=total))
    said = ", ".join(f"{number} {what}" for what, number in total.items() if number) or "no tests ran"
    print(f" {said} in {time.monotonic() - began:.2f}s ".center(100, "="))
    return max(codes - {NOTHING_CHOSEN}, default=0)


def _files(mark: str) -> list[str]:
    """Where tests with that mark are, which saves each worker the import of all others; none for an expression."""
    return [str(file) for file in Path("tests").rglob("test_*.py") if f"mark.{mark}" in file.read_text()]


def _scripts(total: Counter[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        counted = Path(folder) / "tests.tap"
        code = subprocess.call([*NODE, f"--test-reporter-destination={counted}", SCRIPTS])
        for what, number in re.findall(r"^# (pass|fail) (\d+)", counted.read_text(), re.MULTILINE):
            total[f"{what}ed"] += int(number)
    return code


def _run(chosen: str, *arguments: str, total: Counter[str]) -> int:
    """One phase of pytest; its numbers are added to the total."""
    with tempfile.TemporaryDirectory() as folder:
        counted = Path(folder) / "counted.json"
        command = [sys.executable, "-m", "pytest", "-m", chosen, *arguments]
        code = subprocess.call(command, env={**os.environ, COUNTED: str(counted)})
        if counted.exists():
            total.update(json.loads(counted.read_text()))
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""`make bench`: every row, or those named (`make bench ARGS="delivery_us bare"`). Prints a table, writes bench.json."""

from __future__ import annotations

import argparse
import gc
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

import uvloop

from tests.bench import crowd, delivery, opening, posting, report, screens, typing
from tests.bench.results import Results
from tests.bench.rows import KEYS
from tests.bench.subject import Yard, yard

SCENARIOS = (delivery, posting, opening, screens, typing, crowd)
FILE = Path("bench.json")
RUNS = 3  # fewer are no median
LIMIT = 420  # seconds after which nothing new is begun


def main() -> None:
    """Run what was asked for. A scenario that fails is named, and the others run all the same."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("rows", nargs="*", choices=[[], *KEYS], metavar="ROW", help=f"one or more of {', '.join(KEYS)}")
    wanted = set(asked.parse_args().rows or KEYS)
    many_files()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("broken off"))  # so that no server outlives us
    uvloop.install()
    gc.freeze()
    results, began = Results(), time.monotonic()
    with yard() as ours:
        for scenario in (each for each in SCENARIOS if wanted & each.KEYS):
            _run(scenario, ours, results, wanted, time.monotonic() - began)
            report.write(results, FILE, time.monotonic() - began)  # a run that is broken off leaves what it has
    print(report.table(results))
    sys.exit(1 if results.failed else 0)


def _run(scenario: Any, ours: Yard, results: Results, wanted: set[str], seconds: float) -> None:
    """One scenario; what fails, or comes too late, is said in its rows."""
    name = scenario.__name__.rpartition(".")[2]
    print(f"{seconds:4.0f} s  {name} …", file=sys.stderr, flush=True)
    why = "NOT MEASURED: the time is up" if seconds > LIMIT else ""
    try:
        if not why:
            scenario.measure(ours, results, wanted)
    except Exception as error:
        why = f"FAILED: {type(error).__name__}: {str(error).partition(chr(10))[0]}"
    for key in wanted & scenario.KEYS if why else ():
        if len(results.runs.get(key, ())) < RUNS:
            results.skip(key, why)


def many_files() -> None:
    """A thousand tabs are a thousand sockets, here and in the server, which inherits the limit."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    main()

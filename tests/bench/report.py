"""The table on the screen and `bench.json`."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path

from tests.bench.results import Results
from tests.bench.rows import ROWS, Row
from tests.stack.server import QUICK

HEAD = ("row", "measured", "target", "Node", "verdict", "others")
NOISY = 10.0  # percent of one core that strangers may take before a run is worth little


def table(results: Results) -> str:
    """The rows that were asked for, aligned; below it what each row had to say."""
    rows = [row for row in ROWS if row.key in results.runs or row.key in results.notes]
    lines = [HEAD, *(_line(results, row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    drawn = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    drawn.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*drawn, "", *_remarks(results, rows)])


def write(results: Results, file: Path, seconds: float) -> None:
    """Everything as JSON, with the machine that it was measured on."""
    machine = {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}
    file.write_text(json.dumps({"machine": machine, "seconds": round(seconds), **results.as_json()}, indent=1) + "\n")


def _line(results: Results, row: Row) -> tuple[str, ...]:
    value = results.value(row.key)
    noise = max(results.others.get(row.key, [0.0]))
    measured = " / ".join(f"{figure:,.{row.digits}f}" for figure in value)
    return row.key, measured, _target(row), row.node, results.verdict(row), f"{noise:.0f} %" if value else ""


def _target(row: Row) -> str:
    sign, unit = "≥" if row.at_least else "≤", " × bare" if row.to_bare else ""
    steps = (" / ".join(f"{limit:,g}" for limit in step) for step in (row.targets, row.then) if step)
    return ", then ".join(f"{sign} {step}{unit}" for step in steps)


def _remarks(results: Results, rows: list[Row]) -> list[str]:
    said = [f"{row.key}: {note}" for row in rows for note in dict.fromkeys(results.notes.get(row.key, []))]
    if any(each > NOISY for all_of_row in results.others.values() for each in all_of_row):
        said.append(
            "others: what strangers took of a core in the worst run; above a few percent, run again when quiet."
        )
    said.append(f"limits: raised to {', '.join(sorted(set(QUICK.values())))} for the runs; people have the defaults.")
    return [*said, "Medians. Node: measured on a like machine, for orientation. Ratios to bare are what counts."]

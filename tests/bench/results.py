"""What was measured: the runs of each row, their median, and an honest verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from tests.bench.rows import ROWS, Row


@dataclass
class Results:
    """Runs by key; each run is a tuple of figures, as the row has them."""

    runs: dict[str, list[tuple[float, ...]]] = field(default_factory=dict)
    others: dict[str, list[float]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def add(self, key: str, *figures: float, others: float, note: str = "") -> None:
        """One run. `others` is what the rest of the machine took meanwhile, in percent of one core."""
        self.runs.setdefault(key, []).append(figures)
        self.others.setdefault(key, []).append(others)
        if note:
            self.notes.setdefault(key, []).append(note)

    def skip(self, key: str, why: str) -> None:
        """A row that could not be measured here."""
        self.notes.setdefault(key, []).append(why)

    @property
    def failed(self) -> bool:
        """Whether a row has a note that nobody should overlook."""
        return any(note.startswith(("FAILED", "NOT")) for notes in self.notes.values() for note in notes)

    def value(self, key: str) -> tuple[float, ...]:
        """The median run, figure by figure; empty when nothing was measured."""
        return tuple(median(figures) for figures in zip(*self.runs.get(key, ()), strict=True))

    def verdict(self, row: Row) -> str:
        """`met`, or by how much it was missed."""
        value = self.value(row.key)
        if not value or not row.targets:
            return "" if value else "not measured"
        if row.to_bare and not self.value("bare"):
            return "no bare in this run"
        if row.to_bare:
            ratio = value[0] / self.value("bare")[0]
            return f"{ratio:.2f} × bare: " + _judge(row, (ratio,))
        return _judge(row, value)

    def as_json(self) -> dict[str, Any]:
        """What `bench.json` holds, by key."""
        return {
            row.key: {
                "value": [round(figure, 3) for figure in self.value(row.key)],
                "runs": [[round(figure, 3) for figure in run] for run in self.runs.get(row.key, [])],
                "target": row.targets,
                "then": row.then,
                "of_bare": row.to_bare,
                "verdict": self.verdict(row),
                "others_percent": [round(each, 1) for each in self.others.get(row.key, [])],
                "notes": self.notes.get(row.key, []),
            }
            for row in ROWS
            if row.key in self.runs or row.key in self.notes
        }


def _judge(row: Row, value: tuple[float, ...]) -> str:
    if (short := _short(row, value, row.targets)) > 0:
        return f"missed by {_percent(short)}"
    if not row.then:
        return "met"
    if (short := _short(row, value, row.then)) > 0:
        return f"met; next step missed by {_percent(short)}"
    return "met, and the next step"


def _short(row: Row, value: tuple[float, ...], limits: tuple[float, ...]) -> float:
    """By what share the worst figure misses its limit; 0 or less when none does."""
    shares = [figure / limit for figure, limit in zip(value, limits, strict=True)]
    return 1 - min(shares) if row.at_least else max(shares) - 1


def _percent(share: float) -> str:
    return f"{math.ceil(100 * share)} %"


def quantile(values: list[float], q: float) -> float:
    """The smallest value that is at least as large as a share `q` of them."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(q * len(ordered)) - 1)] if ordered else math.nan

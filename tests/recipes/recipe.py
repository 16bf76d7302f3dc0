"""CONTRIBUTING's recipes as they are written there: read, and applied to a copy of the project.

A recipe is a heading of the third level below *Recipes*. Each of its numbered steps names a file, says where in it,
and shows the lines: "New file `a.py`:", "In `a.py`, below `some line`:", "above", or "in place of".
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).parents[2]
STEP = re.compile(
    r"^\d\. (?:New file `(?P<new>[^`]+)`|In `(?P<file>[^`]+)`, (?P<where>below|above|in place of) `(?P<anchor>[^`]+)`)"
)
FENCE = re.compile(r"^( *)```\w*$")


@dataclass
class Step:
    """Lines for one place of one file; a new file has no `where`."""

    file: str
    where: str
    anchor: str
    lines: list[str] = field(default_factory=list)

    def apply(self, root: Path) -> None:
        """Change the file. Fails when the place that the step names is not there exactly once."""
        path, block = root / self.file, "\n".join(self.lines) + "\n"
        if not self.where:
            assert not path.exists(), f"{self.file} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block)
            return
        rows = path.read_text().splitlines(keepends=True)
        found = [number for number, row in enumerate(rows) if self.anchor in row]
        assert len(found) == 1, f"{self.file} has {len(found)} lines with {self.anchor!r}"
        first, last = {"below": (1, 1), "above": (0, 0), "in place of": (0, 1)}[self.where]
        rows[found[0] + first : found[0] + last] = [block]
        path.write_text("".join(rows))


def recipes(text: str) -> dict[str, list[Step]]:
    """All recipes by their titles."""
    found: dict[str, list[Step]] = {}
    steps: list[Step] = []
    fence: str | None = None
    for line in text.partition("\n## Recipes\n")[2].partition("\n## ")[0].splitlines():
        if (mark := FENCE.match(line)) is not None:
            fence = None if fence is not None else mark[1]
        elif fence is not None:
            steps[-1].lines.append(line.removeprefix(fence))
        elif line.startswith("### "):
            steps = found[line.removeprefix("### ")] = []
        elif (step := STEP.match(line)) is not None:
            steps.append(Step(step["new"] or step["file"], step["where"] or "", step["anchor"] or ""))
    return found


@dataclass
class Copy:
    """A copy of the project, to which a recipe is applied."""

    root: Path

    @classmethod
    def made(cls, root: Path) -> Copy:
        """Copy what is under version control, or would be."""
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", ":!docs"],
            cwd=PROJECT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        for name in filter(None, listed.stdout.split("\0")):
            if (PROJECT / name).is_file():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes((PROJECT / name).read_bytes())
        return cls(root)

    def run(self, code: str, **environment: str) -> str:
        """What a Python program prints that is run in the copy. Fails with its last words."""
        known = {**os.environ, "DATA_DIR": str(self.root / "data"), **environment}
        done = subprocess.run([sys.executable, "-c", code], cwd=self.root, env=known, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

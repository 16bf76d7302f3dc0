"""What JavaScript does as Python does it: both are given the same, in one Node."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from chat_app.schemas.wording import isolated
from tests.stack.front_end import path_with_node

FOLDER = Path(__file__).parents[2] / "chat_app" / "browser"
NAMES = ["Ada", "山田", "محمد", "דנה", "Ada דנה", "ﭐ", "𐤀", "𞤀", "Ελένη", "१२३"]


def in_node(module: str, expression: str, given: Any = None) -> Any:
    """The value of an expression of a module's exports (`module`) and `given`."""
    code = f"""
        const module = await import({json.dumps((FOLDER / module).as_uri())});
        const given = JSON.parse((await import("node:fs")).readFileSync(0, "utf8"));
        process.stdout.write(JSON.stringify({expression}));
    """
    return json.loads(
        subprocess.run(
            ["node", "--input-type=module", "--eval", code],
            env={**os.environ, "PATH": path_with_node()},
            input=json.dumps(given).encode(),
            capture_output=True,
            check=True,
        ).stdout
    )


def test_the_browser_isolates_the_names_that_the_server_does():
    assert in_node("bidi.js", "given.map(module.isolated)", NAMES) == [isolated(name) for name in NAMES]

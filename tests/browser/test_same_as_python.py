"""What JavaScript does as Python does it: both are given the same, in one Node."""

from __future__ import annotations

import json
import os
import random
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

from chat_app import words
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


def letters() -> list[str]:
    """Every character that Python knows and that stands for something, without those scripts that have capitals only
    of late, which the two fold to different cases."""
    known = (chr(each) for each in (*range(0x20, 0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0200)))
    return [
        each
        for each in known
        if unicodedata.category(each) not in ("Cn", "Co")
        and not unicodedata.name(each, "").startswith("CHEROKEE")
        and not 0x1C80 <= ord(each) <= 0x1C88
    ]


def test_the_browser_folds_every_letter_as_the_server_does():
    every = letters()
    assert len(every) > 70_000
    assert in_node("fold.js", "given.map(module.foldText)", every) == [words.fold(each) for each in every]


def test_the_browser_folds_texts_of_many_letters_as_the_server_does():
    by_chance, every = random.Random(1), letters()
    texts = ["".join(by_chance.choices(every, k=7)) for _ in range(2_000)]
    texts += ["Straße", "ΣΊΣΥΦΟΣ", "cafe\u0301", "김", "مُحَمَّد", "שָׁלוֹם", "O’Brien", "می‌خواهم", "กำ", "न", "は"]
    assert in_node("fold.js", "given.map(module.foldText)", texts) == [words.fold(each) for each in texts]

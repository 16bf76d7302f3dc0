"""JavaScript stands in `chat_app/browser/*.js` and nowhere else: no string in Python holds any."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
# What puts the modules into the build, and their calls into the pages.
BUILDERS = {"chat_app/front_end.py", "chat_app/live/javascript.py"}
SIGNS = ("=>", "function", "useEffect", "document.")


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """All strings of a module and their parts, without docstrings, which stand as expressions of their own."""
    said = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in said:
            yield each


def javascript_in(file: Path) -> list[str]:
    name = file.relative_to(PROJECT).as_posix()
    text = file.read_text(encoding="utf-8")
    if name in BUILDERS:
        return []
    tree = ast.parse(text)
    return [f"{name}:{each.lineno}" for each in strings(tree) if any(sign in str(each.value) for sign in SIGNS)]


def test_no_string_in_python_holds_javascript():
    files = [*(PROJECT / "chat_app").rglob("*.py"), PROJECT / "rxconfig.py"]
    assert len(files) > 200
    assert [place for file in files for place in javascript_in(file)] == []


def test_javascript_in_a_string_would_be_found(tmp_path: Path):
    found = [each.value for each in strings(ast.parse('"""document."""\nf"{1} => {2}"\ndef f():\n    "function"\n'))]
    assert any("=>" in str(each) for each in found)
    assert not any("document." in str(each) or "function" in str(each) for each in found)

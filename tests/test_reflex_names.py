"""Names of Reflex that it does not promise to keep are used in `live/` and in `front_end.py`, and nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = [*(ROOT / "chat_app").rglob("*.py"), ROOT / "rxconfig.py"]
PROMISED = {"reflex", "reflex.constants", "reflex.plugins", "reflex.event"}  # modules that its documentation names
OUR_OWN = {"self", "cls", "os", "sys"}  # whose names with an underscore are not Reflex's
ROW = re.compile(r"^\| `([\w.]+)` \|.*\| `([\w/.]+)` \|$", re.MULTILINE)


def private_names(file: Path) -> Iterator[str]:
    """What a module uses of Reflex: names from its inner modules, and attributes and arguments with an underscore."""
    tree = ast.parse(file.read_text())
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import)]
    if not any("reflex" in ast.unparse(node) for node in imported):
        return
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module)) if module.startswith("reflex") and module not in PROMISED:
                yield from (f"{module}.{each.name}" for each in node.names)
            case ast.Import():
                yield from (each.name for each in node.names if each.name.startswith(("reflex.", "reflex_")))
            case ast.Attribute(attr=name, value=of) if name.startswith("_") and not name.startswith("__"):
                if not (isinstance(of, ast.Name) and of.id in OUR_OWN):
                    yield name
            case ast.Attribute(attr="app_wraps"):
                yield "app_wraps"
            case ast.keyword(arg=str(name)) if name.startswith("_"):
                yield name
            case _:
                pass


def may_use_them(file: Path) -> bool:
    return (ROOT / "chat_app" / "live") in file.parents or file == ROOT / "chat_app" / "front_end.py"


def test_no_other_module_uses_one() -> None:
    found = {file.relative_to(ROOT): set(private_names(file)) for file in SOURCES if not may_use_them(file)}
    assert len(found) > 100
    assert not {file: names for file, names in found.items() if names}


def test_each_stands_in_the_table_with_a_test_that_fails_without_it() -> None:
    inside = [file for file in SOURCES if may_use_them(file) and file.parent.name != "browser"]
    used = {name for file in inside for name in private_names(file)}
    rows = ROW.findall((ROOT / "docs" / "reflex.md").read_text())
    assert {name for name, _ in rows} == used
    assert not [test for _, test in rows if not (ROOT / test).is_file()]

"""No handler depends on what an earlier one has put into its state: Reflex may have forgotten it (rule R9)."""

import ast
from collections.abc import Iterator
from pathlib import Path

STATES = Path(__file__).parents[2] / "chat_app" / "states"
MIXIN = {"words", "page", "total", "found"}  # of `Listing`

# What a method may read all the same, and why.
KNOWN = {
    "RoomsState.home wanted": "the browser keeps it",
    "RoomsState.home last_room": "the browser keeps it",
    "FeedState.open window": "the browser keeps it",
    "EntryState.login error": "`_load` has just set it",
    "EntryState.watch_mail _watching": "two watchers say no more than one",
}


def _vars(state: ast.ClassDef) -> set[str]:
    fields = [each for each in state.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)]
    return {ast.unparse(each.target) for each in fields if "ClassVar" not in ast.unparse(each.annotation)}


def _reads(method: ast.AST, names: set[str]) -> set[str]:
    """The vars that a method reads before it has set them."""
    uses: dict[str, list[tuple[int, bool]]] = {}
    for node in ast.walk(method):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self":
            uses.setdefault(node.attr, []).append((node.lineno, isinstance(node.ctx, ast.Store)))
    return {name for name in uses.keys() & names if not min(uses[name])[1]}


def _found(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        for state in ast.parse(path.read_text()).body:
            if not isinstance(state, ast.ClassDef) or not state.bases:
                continue
            for method in state.body:
                if isinstance(method, ast.AsyncFunctionDef | ast.FunctionDef) and "rx.var" not in ast.unparse(method):
                    yield from (f"{state.name}.{method.name} {name}" for name in _reads(method, _vars(state) | MIXIN))


def test_no_handler_reads_what_an_earlier_one_has_set():
    assert set(_found(STATES)) == set(KNOWN)

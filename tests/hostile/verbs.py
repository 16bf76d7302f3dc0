"""Which functions of the product write to the database, and which spend a limit: read from its sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PRODUCT = Path(__file__).parents[2] / "chat_app"
LAYERS = ("services", "auth", "states", "api")
WRITES = {("database", "write"), ("database", "connection")}
# `attempt` counts before it calls what it is given.
SPENDS = {("limits", "spend"), ("limits", "sign_in"), ("entering", "attempt")}

Name = tuple[str, str]  # of the module, of the function


@dataclass
class Function:
    """What a function names: others of its own module, and of modules that are imported there."""

    writes: bool = False
    spends: bool = False
    names: set[Name] = field(default_factory=set)


def functions() -> dict[Name, Function]:
    """All functions and methods of the layers in which verbs are, by `layer.module` and name."""
    found: dict[Name, Function] = {}
    for layer in LAYERS:
        for path in sorted((PRODUCT / layer).rglob("*.py")):
            module = f"{layer}.{path.stem}"
            tree = ast.parse(path.read_text())
            imports = dict(_imports(tree))
            for node in _outer(tree.body):
                found[(module, node.name)] = _read(node, module, imports)
    return found


def _outer(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions and methods; what is defined inside of one is a part of it."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from _outer(node.body)


def closure(all_: dict[Name, Function], name: Name) -> list[Function]:
    """A function, and all that it can reach."""
    seen, todo = {name}, [name]
    while todo:
        for each in all_[todo.pop()].names - seen:
            if each in all_:
                seen.add(each)
                todo.append(each)
    return [all_[each] for each in seen]


def free_of_charge(all_: dict[Name, Function]) -> set[Name]:
    """The functions of services and sign-in methods, named by states and routes, that write without any limit."""
    named = {
        verb
        for (module, _), act in all_.items()
        if module.startswith(("states.", "api.")) and not act.spends
        for verb in act.names
        if verb in all_ and verb[0].startswith(("services.", "auth."))
    }
    return {verb for verb in named if _writes_free(closure(all_, verb))}


def _writes_free(reached: list[Function]) -> bool:
    return any(each.writes for each in reached) and not any(each.spends for each in reached)


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What a module is called here, with its layer and name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chat_app."):
            inside = (node.module or "").removeprefix("chat_app.")
            for alias in node.names:
                yield alias.asname or alias.name, f"{inside}.{alias.name}"


def _read(node: ast.AST, module: str, imports: dict[str, str]) -> Function:
    read = Function()
    own = {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute):
            owner = each.value.attr if isinstance(each.value, ast.Attribute) else getattr(each.value, "id", "")
            read.writes |= (owner, each.attr) in WRITES
            read.spends |= (owner, each.attr) in SPENDS
            if isinstance(each.value, ast.Name) and each.value.id in imports:
                read.names.add((imports[each.value.id], each.attr))
        elif isinstance(each, ast.Name) and each.id not in own:
            read.names.add((module, each.id))
            if (whole := imports.get(each.id, "")).count(".") == 2:  # a function imported by its own name
                read.names.add((whole.rpartition(".")[0], each.id))
    return read

"""TypeScript's view of the entries: `python -m tests.stack.entry_types` prints declarations, one interface a schema and
one a store, and with `--json` the plain table that tests compare with what the browser's accessors say."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

import chat_app.browser
from chat_app.live.entries import ALL, Entries

PLAIN: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null", Any: "any"}


def table() -> list[dict[str, Any]]:
    """Each kind of entry: its store, its key or the prefix of its keys, who makes it, the type and fields of its
    schema."""
    return [
        {
            "store": each.store,
            "key": each.prefix + "_" if isinstance(each, Entries) else each.key,
            "many": isinstance(each, Entries),
            "maker": each.maker,
            "schema": _type(each.schema, set()),
            "fields": [field.name for field in fields(each.schema)] if is_dataclass(each.schema) else [],
        }
        for each in ALL
    ]


def declarations() -> str:
    """A `.d.ts` text. A tab may lack any entry, and those that have ended are null."""
    schemas: set[type] = set(computed())
    stores: dict[str, list[str]] = {}
    for each in ALL:
        entry = _type(each.schema, schemas)
        many = f"  [key: `{each.prefix}_${{string}}`]: {entry} | null | undefined;" if isinstance(each, Entries) else ""
        stores.setdefault(each.store, []).append(many or f"  {each.key}?: {entry} | null;")
    written: dict[str, str] = {}
    while left := [each for each in schemas if each.__name__ not in written]:
        for schema in left:
            written[schema.__name__] = _interface(schema, schemas)
    for store, lines in stores.items():
        name = store.capitalize()
        written[f"{name}Store"] = f"interface {name}Store {{\n" + "\n".join(lines) + "\n}"
        # Merges entries into the store, in this tab only; null ends an entry.
        written[f"Set{name}"] = f"type Set{name} = (entries: {name}Store) => void;"
    return "\n\n".join(written[name] for name in sorted(written)) + "\n"


def computed() -> list[type]:
    """The dataclasses that `chat_app.browser` declares: what its JavaScript computes for Python's components."""
    found: list[type] = []
    for module in pkgutil.iter_modules(chat_app.browser.__path__):
        members = vars(importlib.import_module(f"chat_app.browser.{module.name}")).values()
        found += [
            each for each in members if isinstance(each, type) and each.__module__.endswith(f"browser.{module.name}")
        ]
    return [each for each in found if is_dataclass(each)]


def _interface(schema: Any, schemas: set[type]) -> str:
    hints = get_type_hints(schema)
    optional: set[str] = set()
    if schema.__module__.endswith(".made_in_browser"):
        optional = {field.name for field in fields(schema) if field.default is not MISSING}
    rows = [f"  {name}{'?' if name in optional else ''}: {_type(hint, schemas)};" for name, hint in hints.items()]
    return f"interface {schema.__name__} {{\n" + "\n".join(rows) + "\n}"


def _type(hint: Any, schemas: set[type]) -> str:
    """How TypeScript writes a type; the dataclasses in it are added to `schemas`."""
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and (is_dataclass(hint) or is_typeddict(hint)):
        schemas.add(hint)
        return hint.__name__
    origin, parts = get_origin(hint), [_type(each, schemas) for each in get_args(hint) if each is not ...]
    if origin in (list, tuple):
        return f"{parts[0]}[]"
    if origin is dict:
        return f"Record<{parts[0]}, {parts[1]}>"
    if origin in (Union, UnionType):
        return " | ".join(parts)
    raise TypeError(f"no TypeScript for {hint}")


if __name__ == "__main__":
    print(json.dumps(table(), indent=1) if "--json" in sys.argv else declarations(), end="")

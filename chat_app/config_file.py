"""Warnings about names in `.env` that are not settings: a misspelt setting would have no effect, and no error."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import parse_stream

ENCODING = "utf-8-sig"  # editors on Windows write a byte order mark
LIKE = 0.7  # similarity of two names, from 0 to 1
RENAMED = {"GRANIAN_WORKERS": "WORKERS"}
LONGEST = 60  # characters of a name or a line that are shown


def env_warnings(file: Path, known: Collection[str]) -> list[str]:
    """Return a line for each misspelt or unreadable setting, and one for all other unknown names. No values.

    `known` are the settings in capitals; names in the file may have small letters, too.
    """
    if not file.is_file():
        return []
    with file.open(encoding=ENCODING) as lines:
        read = list(parse_stream(lines))
    found = [f"{file}: line {each.original.line} cannot be read as NAME=value" for each in read if each.error]
    found += [f"{file}: {_plain(each.key)} has no `=` and no value" for each in read if each.key and each.value is None]
    unknown = {each.key: None for each in read if each.key and each.key.upper() not in known}
    close = {name: match for name in unknown if (match := _closest(name, known))}
    found += [f"{file}: {_plain(name)} is no setting. Did you mean {match}?" for name, match in close.items()]
    if others := [_plain(name) for name in unknown if name not in close]:
        found.append(f"{file}: no settings of Parley, so nothing reads them here: {', '.join(others)}")
    return found


def _closest(name: str, known: Collection[str]) -> str:
    name = name.upper().removeprefix("PARLEY_")
    return RENAMED.get(name) or next(iter(get_close_matches(name, known, n=1, cutoff=LIKE)), "")


def _plain(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:LONGEST])

"""What stands in `.env` and is read by nobody: a misspelt setting changes nothing, and says nothing by itself."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import parse_stream

ENCODING = "utf-8-sig"  # editors of Windows begin a file with a mark
LIKE = 0.7  # of two names, from 0 to 1
RENAMED = {"GRANIAN_WORKERS": "WORKERS"}
LONGEST = 60  # characters of a name or a line that are shown


def doubts(file: Path, known: Collection[str]) -> list[str]:
    """A line for each misspelt or unreadable setting, and one for all others that are unknown. Names only, no values.

    `known` are the settings in capitals; whoever reads the file takes small letters, too.
    """
    if not file.is_file():
        return []
    with file.open(encoding=ENCODING) as lines:
        read = list(parse_stream(lines))
    found = [f"{file}: line {each.original.line} cannot be read as NAME=value" for each in read if each.error]
    found += [f"{file}: {_shown(each.key)} has no `=` and no value" for each in read if each.key and each.value is None]
    unknown = {each.key: None for each in read if each.key and each.key.upper() not in known}
    close = {name: match for name in unknown if (match := _meant(name, known))}
    found += [f"{file}: {_shown(name)} is no setting. Did you mean {match}?" for name, match in close.items()]
    if others := [_shown(name) for name in unknown if name not in close]:
        found.append(f"{file}: no settings of Parley, so nothing reads them here: {', '.join(others)}")
    return found


def _meant(name: str, known: Collection[str]) -> str:
    name = name.upper().removeprefix("PARLEY_")
    return RENAMED.get(name) or next(iter(get_close_matches(name, known, n=1, cutoff=LIKE)), "")


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:LONGEST])

"""Names that look alike, so that people cannot impersonate others: Latin А and Cyrillic А, l and I, 0 and O.

Uses Unicode's table of confusables (UTS #39, section 4) from the package confusable-homoglyphs.
"""

import json
import re
from functools import lru_cache
from importlib.resources import files

from chat_app import words


def _table() -> dict[int, str]:
    """Return the letters and digits beyond ASCII that look like an ASCII character, with that character."""
    known = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8"))
    table: dict[int, str] = {}
    for letter, alike in known.items():
        found = [each for each in (other["c"].strip("\u200e") for other in alike) if each.isascii() and each.isalnum()]
        if len(letter) == 1 and not letter.isascii() and found and len(found[0]) == 1:
            table[ord(letter)] = found[0]
    return table


_TABLE = _table()
_OF_ASCII = str.maketrans("I1|0", "lllO")  # ASCII characters that look like each other
_PAIRS = re.compile("rn|vv")  # two letters that look like a single one; not cl, which Clara and Dara have
# Chinese characters that look like katakana
_SHAPES = str.maketrans("口二力工卜夕八一才丿乂又厶千", "ロニカエトタハーオノメヌムチ")


@lru_cache(maxsize=65_536)  # more than a team has people: a new name is compared with all
def skeletons(name: str) -> frozenset[str]:
    """Return the skeletons of a name. Names that have a skeleton in common look alike.

    A name has several, since some letters look alike as capitals only (Ε and E, I and l), others as small letters.
    """
    latin = name.translate(_SHAPES).translate(_TABLE)
    of_ascii = words.fold_name(latin.translate(_OF_ASCII))
    return frozenset(
        {
            words.fold_name(latin),
            words.fold_name(name).translate(_TABLE),
            of_ascii,
            _PAIRS.sub(lambda pair: {"rn": "m", "vv": "w"}[pair[0]], of_ascii),
        }
    )

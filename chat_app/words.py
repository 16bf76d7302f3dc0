"""Folding and splitting text, in one way for everything that compares what people type: the search index and its
queries, names, mentions and suggestions. The filters that run in the browser fold alike (browser/fold.js).

Two spellings that people take for the same fold to the same text: case, accents, width, composition, kana, Arabic
letter forms and vowel signs. Marks that make another letter (Indic vowels, Thai tones, kana's voicing) stay.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import emoji
import regex

MOST = 8_192  # folded characters that are looked at; a message of 4,000 fits, unless it is made of ligatures
LONGEST = 64  # characters of one word in the index; PostgreSQL refuses words of more than 2,046 bytes

# Ranges of characters.
# Accents on Latin, Greek and Cyrillic; Hebrew points; Arabic vowel signs, hamza as a mark, and the letter stretcher;
# Syriac points; then what is invisible: soft hyphen, joiners, direction marks, variation selectors, tags.
_RANGES = (
    (0x00AD, 0x00AD), (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x061C, 0x061C), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x0730, 0x074A),
    (0x0898, 0x089F), (0x08CA, 0x08E1), (0x08E3, 0x08FF), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x20D0, 0x20FF),
    (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0x1F3FB, 0x1F3FF),
    (0xE0000, 0xE0FFF),
)  # fmt: skip
_LETTERS = {
    "ß": "ss", "ς": "σ", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe",
    "þ": "th", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "′": "'", "`": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
    "−": "-",
    **{chr(katakana): chr(katakana - 0x60) for katakana in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)},
    **{chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50) for digit in range(10)},
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_DROPPED = regex.compile("[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _RANGES) + "]+")
_PILE = regex.compile(r"(\p{M}{8})\p{M}+")  # composing takes quadratic time in a pile of marks

# Scripts written without blanks, or whose words are joined: every two neighbours are a word of the index.
_RUN = (
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Yi}\p{Tibetan}"
    r"\p{Javanese}\p{Balinese}ー]"
)
_WORD_OR_RUN = regex.compile(
    rf"(?V1)(?P<run>[{_RUN}&&[\p{{L}}\p{{M}}\p{{N}}ー]]+)|[[\p{{L}}\p{{M}}\p{{N}}]--{_RUN}]+|[\p{{S}}--[\x00-\x7f\p{{Sk}}]]"
)
_WORD = regex.compile(r"(?V1)[\p{L}\p{M}\p{N}]")
_UNSPACED = regex.compile(rf"(?V1){_RUN}")
_ASCII = regex.compile(r"[a-z0-9]+")
_CLUSTER = regex.compile(r"\X")
_CODE = regex.compile(r":[a-z0-9_+-]{2,40}:", regex.IGNORECASE)


def fold(text: str) -> str:
    """The text for comparison. What folds alike is the same name, and is found by the same word."""
    if text.isascii():
        return text.lower().replace("`", "'")
    flat = _PILE.sub(r"\1", _DROPPED.sub("", text[:MOST]))
    flat = _DROPPED.sub("", unicodedata.normalize("NFKD", flat)).casefold().translate(_TABLE)
    return unicodedata.normalize("NFC", flat)[:MOST]


@lru_cache(maxsize=16_384)
def fold_name(name: str) -> str:
    """Fold a name, with single blanks; remembered, since the same names are compared again and again."""
    return " ".join(fold(name).split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a folded text, and where it stands there."""

    text: str
    start: int
    end: int
    neighbours: bool = False  # two characters of a run, or its last one
    last_of_run: bool = False  # the last character of a run of several, which is a word only as its end


def split(folded: str) -> Iterator[Word]:
    """The words of a folded text in their order: letters with their marks and digits, each symbol by itself, and every
    two neighbours of a script that is written without blanks."""
    for found in (_ASCII if folded.isascii() else _WORD_OR_RUN).finditer(folded):
        start, end = found.span()
        if found.re is _ASCII or found.lastgroup != "run":
            yield Word(found[0][:LONGEST], start, end)
        else:
            for at in range(start, end):
                until = min(at + 2, end)
                yield Word(folded[at:until], at, until, True, at + 1 == end and end - start > 1)


def indexed(text: str) -> str:
    """The words under which a text is found, with blanks between them. They hold no ASCII punctuation and no quotes."""
    folded = fold(text)
    if folded.isascii():
        found = [each[:LONGEST] for each in _ASCII.findall(folded)]
    else:
        found = [word.text for word in split(folded)]
    if ":" in text and _CODE.search(text):  # `:tada:` is shown as an emoji, and is found as one too
        shown = "".join(emoji.emojize(code, language="alias") for code in _CODE.findall(text))
        found += [word.text for word in split(fold(shown)) if not word.text[0].isalnum()]
    return " ".join(found)


def asked(text: str) -> tuple[str, ...]:
    """The words that a query means: they follow each other in the index, and the last is the beginning of one there."""
    found = list(split(fold(text)))
    if found and found[-1].last_of_run:
        found.pop()
    return tuple(word.text for word in found)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters stood in the original."""

    text: str
    places: tuple[int, ...] | range  # of each folded character, and one more for the end

    @property
    def ends(self) -> list[int]:
        """Where what became each folded character ends in the original."""
        ends = list(self.places[1:])
        for at in range(len(ends) - 2, -1, -1):
            if ends[at] == self.places[at]:
                ends[at] = ends[at + 1]
        return ends

    def origin(self, at: int) -> int | None:
        """Where a folded character begins in the original; None within what was one character there."""
        return None if 0 < at < len(self.text) and self.places[at] == self.places[at - 1] else self.places[at]


@lru_cache(maxsize=64)
def aligned(text: str) -> Folded:
    """Fold a text character by character, so that what is found in it can be shown in the original."""
    if text.isascii():
        return Folded(fold(text), range(len(text) + 1))
    pieces: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = fold(cluster[0])
        pieces.append(piece)
        places += [cluster.start()] * len(piece)
    return Folded("".join(pieces), (*places, len(text)))


def goes_on(before: str, after: str) -> bool:
    """Whether two neighbouring characters belong to one word, in scripts with blanks between words."""
    return bool(_WORD.match(before) and _WORD.match(after)) and not _UNSPACED.match(before)

"""Addresses in running text: where one begins and ends, as people mean it, in any script.

Only http, https and mailto lead anywhere. Without a scheme an address is one only by a well-known ending that is
neither a file type nor a word: `README.md`, `main.rs`, `script.py` and `Done.It` are none.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import regex

SCHEMES = ("http://", "https://", "mailto:")
# Endings of bare addresses. Left out: file types (md, rs, py, sh, pl, ps, ai, app, zip, mov, cc, ml, pt, br, au, tf …)
# and words that follow a forgotten blank (at, be, do, in, is, it, me, my, no, so, to, us …).
_ENDINGS = frozenset({
    "com", "org", "net", "edu", "gov", "info", "biz", "dev", "io", "cloud", "example", "tv", "eu", "uk", "de", "fr",
    "nl", "ch", "se", "dk", "fi", "jp", "cn", "kr", "tw", "hk", "sg", "ru", "ua", "cz", "sk", "hu", "ro", "bg", "hr",
    "gr", "tr", "il", "ca", "mx", "ar", "cl", "pe", "nz", "za", "ng", "ke", "ie", "es", "lt", "lv", "ee", "lu",
})  # fmt: skip
_BEGINS = re.compile(
    r"(?P<scheme>(?i:https?://|mailto:)(?=\S))"
    r"|(?P<run>[A-Za-z0-9][A-Za-z0-9.%+_-]*(?:@[A-Za-z0-9][A-Za-z0-9.-]*)?)"
)
_NEXT = re.compile(r"(?i:https?://|mailto:|www\.)")
_WORTH_READING = re.compile(r"://|mailto:|\w\.\w", re.IGNORECASE)
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_HOST = re.compile(r"(?:[^\s/?#@]*@)?(?:\[[0-9a-fA-F:.]+\]|\w[^\s/?#:]*)")
_MAILBOX = re.compile(r"[^\s@?]{1,64}@\S")
_PORT = re.compile(r":\d{1,5}(?!\d)")
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]"
)
_ENDS = frozenset('<>"`|\\^')  # besides blanks and controls
_OPENERS = {"(": ")", "[": "]", "{": "}"}
_JOINERS = frozenset("’·‐‑–")  # punctuation that stands within words
_TRAILING = ".,;:!?'([{"


@dataclass(frozen=True, slots=True)
class Address:
    """A part of a text, `text[start:end]`, and where it leads."""

    start: int
    end: int
    href: str


def addresses(text: str) -> list[Address]:
    """All addresses of a text, in order. The time is linear in its length."""
    return list(_scan(text)) if _WORTH_READING.search(text) else []


def target(text: str, at: int) -> int | None:
    """Where an address that stands in brackets, `](…)`, ends: the place of the closing one. None if it is no address
    that may lead somewhere."""
    found = _BEGINS.match(text, at)
    if found is None or not found["scheme"]:
        return None
    end = _extent(text, found.end())
    whole = text[end : end + 1] == ")" and _leads(text, found.end(), end, found[0])
    return end if whole else None


def is_word(character: str) -> bool:
    """Whether a character is part of a word in a script with blanks between words. Beside others, as in Chinese or
    Japanese, a mark or an address may stand without a blank."""
    return character.isalnum() and not (character > "\u0e00" and _UNSPACED.match(character))


def _scan(text: str) -> Iterator[Address]:
    at = 0
    while found := _BEGINS.search(text, at):
        at = found.end()
        if not found["scheme"]:
            bare = _bare(text, found.start(), at)
            if bare is not None:
                at = bare.end
                yield bare
        elif _begins_well(text, at, found[0]):
            end = _trimmed(text, found.start(), _extent(text, at))
            if _leads(text, at, end, found[0]):
                yield Address(found.start(), end, text[found.start() : end])
            at = max(at, end)  # in either case: to look at all of it again and again would take quadratic time


def _begins_well(text: str, start: int, scheme: str) -> bool:
    """Whether there can be a host or a mailbox behind a scheme: what is far behind it is looked at only then."""
    return (_MAILBOX if scheme.lower() == "mailto:" else _HOST).match(text, start) is not None


def _leads(text: str, start: int, end: int, scheme: str) -> bool:
    """Return whether a link leads to a host, or to a mailbox at a host."""
    if scheme.lower() == "mailto:":
        person, _, host = text[start:end].partition("?")[0].rpartition("@")
        return bool(person) and _is_host(host)
    return (host := _HOST.match(text, start, end)) is not None and host.end() <= end


def _bare(text: str, start: int, end: int) -> Address | None:
    """An address without a scheme, or the address of a mailbox."""
    run = text[start:end].rstrip(".-_%+")
    end = start + len(run)
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and (is_word(before) or before in "@/.:\\-_~$&="):
        return None
    if "@" in run:
        person, _, host = run.rpartition("@")
        follows = text[end : end + 2]
        known = bool(person) and _is_host(host) and not (follows[:1] in ("@", ":", "/", "_") and follows[1:].strip())
        return Address(start, end, f"mailto:{run}") if known else None
    if (after and (is_word(after) or after in "@(_%\\")) or not _is_known(run):
        return None
    if port := _PORT.match(text, end):
        end = port.end()
    if text[end : end + 1] in ("/", "?", "#"):
        end = _trimmed(text, start, _extent(text, end))
    return Address(start, end, f"http://{text[start:end]}")


def _is_host(name: str) -> bool:
    labels = name.split(".")
    return len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and labels[-1].isalpha() and len(labels[-1]) > 1


def _is_known(run: str) -> bool:
    """Whether it is surely a host: by its ending in small letters, or by `www.`."""
    ending = run.rpartition(".")[2]
    return _is_host(run) and (ending in _ENDINGS or (run.startswith("www.") and run.count(".") > 1))


def _extent(text: str, at: int) -> int:
    """Where what may belong to an address ends, closing marks of a sentence included."""
    open_brackets: list[str] = []
    while at < len(text):
        character = text[at]
        if character in _OPENERS:
            open_brackets.append(_OPENERS[character])
        elif character in ")]}":
            if not open_brackets or open_brackets.pop() != character:
                break
        elif _stops(text, at):
            break
        at += 1
    return at


def _stops(text: str, at: int) -> bool:
    """Whether a character is surely behind an address: a blank, a quotation mark, a comma before the next address."""
    character = text[at]
    if character <= "~":
        return character <= " " or character in _ENDS or (character in ",;" and bool(_NEXT.match(text, at + 1)))
    return not _belongs(text, at)


def _belongs(text: str, at: int) -> bool:
    """Whether a character beyond ASCII is part of the address that it follows: letters are (`/wiki/Köln`), but not
    words of an unspaced script right behind Latin ones, and no punctuation but within words."""
    character = text[at]
    if character.isalnum() or unicodedata.category(character).startswith("M"):
        return not (_UNSPACED.match(character) and text[at - 1].isascii() and text[at - 1].isalnum())
    return character in _JOINERS and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum()


def _trimmed(text: str, start: int, end: int) -> int:
    """Without the punctuation that ends the sentence, not the address; nor the mark that also stands before it."""
    mark = text[start - 1 : start]
    trailing = _TRAILING + mark if mark in ("*", "_", "~") else _TRAILING
    return start + len(text[start:end].rstrip(trailing))

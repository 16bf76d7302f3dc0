"""E-mail addresses in the one form in which they are counted, stored, looked up and written to."""

import re
import unicodedata
from collections.abc import Iterator

from email_validator import EmailNotValidError, validate_email

from chat_app.schemas.wording import clean

LONGEST = 254  # characters (RFC 5321, section 4.5.3.1)
_MARKS = str.maketrans('"()', "   ")
_PARTS = re.compile(r"[,;\n]+")
_GROUP = re.compile(r"^[^@<>:]*:")  # `Team: ada@example.com, grace@example.com;`
_BRACKETS = re.compile(r"<([^<>]*)>")


def canonical(text: str) -> str:
    """An address in small letters, its domain as DNS has it (IDNA, `xn--…`), so that any mail server takes it.

    Raises ValueError for what is none, for what holds invisible characters, and for letters beyond ASCII before the
    `@`, to which not every server delivers.
    """
    text = text.strip()
    if len(text) > 2 * LONGEST:  # what is composed gets shorter, but not by half
        raise ValueError("not an address")
    text = unicodedata.normalize("NFKC", text)
    if len(text) > LONGEST or any(unicodedata.category(each).startswith(("C", "Z")) for each in text):
        raise ValueError("not an address")
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise ValueError("not an address") from None
    if found.ascii_email is None:
        raise ValueError("not an address")
    return found.ascii_email.lower()


def is_one(text: str) -> bool:
    """Whether it is an address that mail can be sent to."""
    try:
        return bool(canonical(text))
    except ValueError:
        return False


def vouched(text: str) -> str:
    """An address that a provider vouches for, in its form; nothing if it is written in any other way than addresses
    are. What is only made alike here, as full-width letters are, may be somebody else's there."""
    return canonical(text) if text.rpartition("@")[0].isascii() and is_one(text) else ""


def counted(text: str) -> str:
    """What an attempt with an address is counted under: the same for all its spellings, and for what is none."""
    try:
        return canonical(text)
    except ValueError:
        return "".join(each for each in clean(text).casefold() if each.isprintable() and not each.isspace())[:LONGEST]


def domain(text: str) -> str:
    """A domain in the form that addresses have. Raises ValueError."""
    return canonical(f"x@{text.strip().lstrip('@')}").partition("@")[2]


def found_in(text: str, most: int) -> list[str]:
    """The addresses that somebody typed or pasted, as mail programs write them: with names or without, in groups,
    between commas, semicolons, lines or blanks. Raises ValueError with what is none of them. Once there are more than
    `most`, the rest is not looked at."""
    wanted: dict[str, str] = {}
    for word in _words(text):
        if (key := word.casefold()) in wanted:
            continue
        try:
            wanted[key] = canonical(word)
        except ValueError:
            raise ValueError(word) from None
        if len(wanted) > most:
            break
    return list(dict.fromkeys(wanted.values()))


def _words(text: str) -> Iterator[str]:
    """What should be addresses. With `<>` in a part, its other words are a name, but an address there is meant too."""
    for part in _PARTS.split("\n".join(_bare(line) for line in text.split("\n"))):
        part = _GROUP.sub("", part.strip())
        bracketed, around = _BRACKETS.findall(part), _BRACKETS.sub(" ", part).split()
        if not bracketed:
            yield from around
            continue
        yield from (word for word in dict.fromkeys(around) if "@" in word.strip("@") and is_one(word))
        yield from bracketed


def _bare(line: str) -> str:
    """A line without quoted names and comments (RFC 5322, sections 3.2.2 and 3.2.4). Where quotes or brackets do not
    pair, or hold addresses in `<>`, only the marks themselves go: nobody's address is left out."""
    kept: list[str] = []
    hidden: list[str] = []
    quoted, escaped, depth = False, False, 0
    for each in line:
        inside = quoted or depth > 0
        if escaped:
            escaped = False
        elif inside and each == "\\":
            escaped = True
        elif each == '"' and not depth:
            quoted = not quoted
        elif each in "()" and not quoted:
            depth = max(0, depth + (1 if each == "(" else -1))
        else:
            (hidden if inside else kept).append(each)
            continue
        kept.append(" ")
    if quoted or depth or any("@" in each for each in _BRACKETS.findall("".join(hidden))):
        return line.translate(_MARKS)
    return "".join(kept)

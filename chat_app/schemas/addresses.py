"""E-mail addresses in a canonical form, in which they are stored, looked up, counted and written to."""

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
    """Return an address in small letters, with its domain in DNS's form (IDNA, `xn--…`), which any mail server accepts.

    Raises ValueError for a text that is not an address, for invisible characters, and for letters beyond ASCII before
    the `@`, to which not every server delivers.
    """
    text = text.strip()
    if len(text) > 2 * LONGEST:  # normalisation never shortens a text by half
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


def is_address(text: str) -> bool:
    """Whether a text is an address that mail can be sent to."""
    try:
        return bool(canonical(text))
    except ValueError:
        return False


def from_provider(text: str) -> str:
    """Return a provider's claim in canonical form; an empty string if it is not an ASCII address. Full-width letters,
    for example, would be equal to others after normalisation, and belong to another person at the provider."""
    return canonical(text) if text.rpartition("@")[0].isascii() and is_address(text) else ""


def rate_limit_key(text: str) -> str:
    """Return the key of rate limits for an entered address: equal for all spellings; also for invalid addresses."""
    try:
        return canonical(text)
    except ValueError:
        return "".join(each for each in clean(text).casefold() if each.isprintable() and not each.isspace())[:LONGEST]


def domain(text: str) -> str:
    """Return a domain in canonical form. Raises ValueError."""
    return canonical(f"x@{text.strip().lstrip('@')}").partition("@")[2]


def parse_list(text: str, most: int) -> list[str]:
    """Return the addresses in a list as mail programs write it: with names or without, in groups, separated by commas,
    semicolons, line breaks or blanks. Raises ValueError with the first word that is no address. Stops after more than
    `most` addresses."""
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
    """Yield the words that should be addresses. In a part with `<>` other words are a name, except addresses."""
    for part in _PARTS.split("\n".join(_without_comments(line) for line in text.split("\n"))):
        part = _GROUP.sub("", part.strip())
        bracketed, around = _BRACKETS.findall(part), _BRACKETS.sub(" ", part).split()
        if not bracketed:
            yield from around
            continue
        yield from (word for word in dict.fromkeys(around) if "@" in word.strip("@") and is_address(word))
        yield from bracketed


def _without_comments(line: str) -> str:
    """Return a line without quoted names and comments (RFC 5322, sections 3.2.2 and 3.2.4). Where quotes or brackets do
    not match, or contain addresses in `<>`, only the marks are removed, so that no address is lost."""
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

"""E-mail addresses in the one form in which they are counted, stored, looked up and written to."""

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

from chat_app.schemas.wording import clean

LONGEST = 254  # characters (RFC 5321, section 4.5.3.1)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')  # names, and comments
_PARTS = re.compile(r"[,;\n]+")
_BRACKETS = re.compile(r"<([^<>]*)>")


def canonical(text: str) -> str:
    """An address in small letters, its domain as DNS has it (IDNA, `xn--…`), so that any mail server takes it.

    Raises ValueError for what is none, for what holds invisible characters, and for letters beyond ASCII before the
    `@`, to which not every server delivers.
    """
    text = unicodedata.normalize("NFKC", text.strip())
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


def found_in(text: str) -> list[str]:
    """The addresses that somebody typed or pasted, as mail programs write them: with names or without, between commas,
    semicolons, lines or blanks. Raises ValueError with what is none of them."""
    wanted: dict[str, None] = {}
    for part in _PARTS.split(_QUOTED.sub(" ", text)):
        bracketed = _BRACKETS.findall(part)
        for word in bracketed or part.split():
            try:
                wanted[canonical(word)] = None
            except ValueError:
                raise ValueError(word) from None
    return list(wanted)

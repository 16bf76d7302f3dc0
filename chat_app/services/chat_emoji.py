"""Emoji codes in running text: `:tada:`."""

import re

import emoji

from chat_app.services.chat_links import is_word

_CODES = re.compile(r"(?::[^\s:]{1,60}:)+")


def emojize(text: str) -> str:
    """A text with the emoji that its codes name; unknown names stay as they are."""
    pieces, at = list[str](), 0
    for found in _CODES.finditer(text):
        if known := codes_at(text, found.start(), before=text[: found.start()][-1:]):
            pieces += (text[at : found.start()], known[0])
            at = known[1]
    return "".join((*pieces, text[at:]))


def codes_at(text: str, at: int, *, before: str) -> tuple[str, int] | None:
    """The emoji that codes in a row name, and where those end; None within a word, and if none is known."""
    if before and (is_word(before) or before in ":_"):
        return None
    found = _CODES.match(text, at)
    if found is None or (behind := text[found.end() : found.end() + 1]) == ":" or (behind and is_word(behind)):
        return None
    shown = emoji.emojize(found[0], language="alias")
    return (shown, found.end()) if shown != found[0] else None

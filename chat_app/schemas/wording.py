"""Cleans text that people type: removes characters that databases cannot store and characters that are invisible."""

import re
import unicodedata

import regex

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FLAG = r"(?<=\U0001F3F4[\U000E0020-\U000E007F]{0,8})[\U000E0020-\U000E007F](*SKIP)(*FAIL)"  # that of a region
# Characters that change the direction of what follows them, also of what others wrote; and whole texts that are not
# visible, in tags or in the variants that only Chinese characters have.
_HIDDEN = regex.compile(
    rf"{_FLAG}|[\u202A-\u202E\u2066-\u2069\U000E0000-\U000E007F]|(?<!\p{{Han}})[\U000E0100-\U000E01EF]"
)
# Blank in themselves: Hangul fillers, the Braille blank, a note without a head, hieroglyphs, the place of an object.
_BLANK = r"\u115F\u1160\u2800\u3164\uFFA0\uFFFC\U0001D159\U00013441\U00013442"
_TRACE = regex.compile(rf"(?V1)[[\p{{L}}\p{{N}}\p{{P}}\p{{S}}]--[{_BLANK}]]")
_PILE = regex.compile(r"(\p{M}{4})\p{M}+")
# Scripts in which a joiner changes how a word is written.
_SCRIPTS = (
    "Arabic Syriac Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer "
    "Myanmar Tibetan"
)
_JOINED = "[" + "".join(rf"\p{{{script}}}" for script in _SCRIPTS.split()) + "]"
_PICTURE = r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]"
_UNSEEN = regex.compile(
    rf"(?V1)(?<={_JOINED})[\u200C\u200D](?={_JOINED})(*SKIP)(*FAIL)"  # within a word of such a script
    rf"|(?<={_PICTURE})\u200D(?=\p{{Extended_Pictographic}})(*SKIP)(*FAIL)"  # between the parts of an emoji
    r"|(?<=[\p{Emoji}])\uFE0F(*SKIP)(*FAIL)"  # an emoji, not a sign
    rf"|{_FLAG}"
    rf"|[\p{{Cf}}\p{{Variation_Selector}}\u034F\u17B4\u17B5{_BLANK}]"
)
MOST = 16_000  # characters that are processed; the longest allowed text has 4,000
_EMPTY_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")


def clean(text: str) -> str:
    """Return text that any database can store: no control characters but tab and newline, no lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def one_line(text: str) -> str:
    """Return a name or short text without invisible characters, at most four marks on a letter; empty if blank."""
    text = text[:MOST]
    line = " ".join(_PILE.sub(r"\1", _seen(clean(text))).split())
    return "" if is_blank(line) else line


def is_blank(text: str) -> bool:
    """Whether a text has no visible character."""
    return _TRACE.search(text) is None


def _seen(text: str) -> str:
    """Remove format characters, except joiners where a script or an emoji needs them."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def message_text(text: str) -> str:
    """Return a message without surrounding blanks. The first of several lines keeps its indent, since they may be code.
    A text of more than MOST characters is returned unchanged."""
    if len(text) > MOST:
        return text  # refused later: cleaning cannot make it short enough
    text = _EMPTY_LINES.sub("", _HIDDEN.sub("", clean(text))).rstrip()
    if is_blank(text):
        return ""
    return text if "\n" in text else text.strip()


def as_message(value: object) -> object:
    return message_text(value) if isinstance(value, str) else value


def as_line(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value


def as_room_name(name: str) -> str:
    return one_line(name.lstrip("#"))


def isolated(name: str) -> str:
    """Return a name for use inside a sentence: marks around a right-to-left name protect the sentence's direction."""
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"\u2068{name}\u2069" if turns else name

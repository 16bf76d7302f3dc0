"""What people type, as any database can keep it."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Text that any database can keep: no control characters but tab and newline, no lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def as_text(value: object) -> object:
    return clean(value).strip() if isinstance(value, str) else value


def as_line(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value


def as_room_name(name: str) -> str:
    return name.lstrip("#").strip()

"""Makes foreign text safe for logs: on one line, cut, without control characters and mail addresses."""

import hashlib
import re
import secrets
import traceback
from pathlib import Path
from typing import Any

CUT = 300  # characters of one value
FRAMES = 12  # of a traceback, the innermost
CHAIN = 4  # exceptions of a chain of causes

_HERE = str(Path(__file__).resolve().parents[1])
_SALT = secrets.token_bytes(16)  # of this process: equal addresses get equal names, which cannot be reversed
# Control, format and separator characters, lone surrogates, tags: characters that move, hide or break a line.
_UNSEEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e0fff]"
)
_ADDRESS = re.compile(r"[^\s@<>\"'`,;:()\[\]{}|=/\\]{1,64}(?:@|%40|＠)[^\s@<>\"'`,;:()\[\]{}|=/\\]{1,255}")
# Exceptions whose messages are about programs and networks. Those of all others may quote rows, parameters or people's
# text: of them only the kind is logged.
_SPEAKING = (OSError, RuntimeError, TypeError, AttributeError, NameError, ImportError, MemoryError)
_SPEAKING_MODULES = {
    "chat_app", "httpx", "httpcore", "aiosmtplib", "authlib", "joserfc", "botocore", "socketio", "engineio", "reflex",
    "uvicorn", "websockets",
}  # fmt: skip


def safe(value: object, most: int = CUT) -> str:
    """Return a value as one line of about `most` characters at most, with invisible characters escaped."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except Exception as error:
        text = f"<{type(error).__name__}>"
    more = len(text) - most
    shown = _UNSEEN.sub(_escaped, masked(text[:most]))
    return f"{shown}… ({more} more)" if more > 0 else shown


def masked(text: str) -> str:
    """Return a text in which mail addresses are replaced by names like `address-1f2e3d`."""
    return _ADDRESS.sub(_name, text)


def described(error: BaseException) -> str:
    """Return an exception in one line: kind, and message or database code, unless that may quote people."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    cause: Any = getattr(error, "orig", None) or error
    if code := getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None):
        return f"{name} ({type(cause).__name__}, {safe(code, 40)})"
    own = isinstance(error, _SPEAKING) and kind.__module__ in ("builtins", "asyncio.exceptions", "socket", "ssl")
    if own or kind.__module__.partition(".")[0] in _SPEAKING_MODULES:
        return f"{name}: {safe(str(error))}" if str(error) else name
    return name


def traced(error: BaseException) -> str:
    """Return a traceback of a limited size, the oldest cause first, without source lines and variables."""
    blocks: list[str] = []
    current: BaseException | None = error
    while current is not None and len(blocks) < CHAIN:
        frames = traceback.extract_tb(current.__traceback__)[-FRAMES:]
        lines = [f"    {_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
        blocks.append("\n".join((*lines, f"    {described(current)}")))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n    which led to\n".join(reversed(blocks))


def _place(path: str) -> str:
    shorter = path.removeprefix(_HERE).lstrip("/")
    return safe(shorter.partition("site-packages/")[2] or shorter, 120)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return {10: "\\n", 13: "\\r", 9: "\\t"}.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _name(found: re.Match[str]) -> str:
    told = found[0].casefold().encode("utf-8", "replace")
    return f"address-{hashlib.blake2s(told, key=_SALT, digest_size=3).hexdigest()}"

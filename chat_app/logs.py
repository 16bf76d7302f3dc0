"""Structured logs: for people on a console, as JSON lines for machines. All lines, also those of libraries, are cut and
escaped, contain no mail addresses, and are limited to a number a minute for each kind."""

import io
import logging
import sys
import time
from typing import Any

import structlog

from chat_app.adapters.outages import Unavailable
from chat_app.config import Settings
from chat_app.log_words import described, safe, traced

MINUTE = 60.0  # seconds
LINES = 20  # a minute, of each kind: visitors cannot cause more
TRACES = 3  # a minute, of each kind
MORE_LINES = {"request": 200, "posted": 60, "signed_in": 100, "sign_in_refused": 50, "printed": 200}
KINDS = 2_000  # that are counted at a time
_LENGTHS = {"text": 1_000, "reason": 500, "printed": 2_000}
_SAFE_KEYS = {"event", "level", "timestamp", "exception"}

log: Any = structlog.get_logger()


def configure(settings: Settings) -> None:
    """Set the level and the format of this process's logs, and take over the logging of libraries and, for JSON, all
    printed lines. May be called again."""
    json = settings.log_format == "json"
    out = _unwrapped(sys.stdout)
    last = (
        structlog.processors.JSONRenderer(default=str)
        if json
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _without_outages,
            LineLimit(),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _sanitized,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[settings.log_level]),
        logger_factory=structlog.WriteLoggerFactory(out) if json else structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.Logger.handle = _handle  # pyright: ignore[reportAttributeAccessIssue]
    logging.captureWarnings(capture=True)
    if json:
        sys.stdout, sys.stderr = JsonStream(out), JsonStream(_unwrapped(sys.stderr))


def _without_outages(_logger: Any, _method: str, line: Any) -> Any:
    """Drop lines about failures while the database is away: `Outage` logs that once."""
    if isinstance(_error(line), Unavailable):
        raise structlog.DropEvent
    return line


class LineLimit:
    """Limits the lines a minute of each kind, and tells afterwards how many were left out; fewer tracebacks than lines.

    A kind is an event of Parley's own code, or a place in a library.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[float, int]] = {}

    def __call__(self, _logger: Any, _method: str, line: Any) -> Any:
        event = str(line["event"])
        kind = f"{event}:{line.pop('_site', '')}"
        room, left_out = self._take(kind, MORE_LINES.get(event, LINES))
        if not room:
            raise structlog.DropEvent
        if left_out:
            line["left_out"] = left_out
        if (error := _error(line)) is not None:
            line["error"] = described(error)
            if self._take(f"{kind}:{type(error).__name__}:trace", TRACES)[0]:
                line["exception"] = traced(error)
        line.pop("exc_info", None)
        return line

    def _take(self, kind: str, most: int) -> tuple[bool, int]:
        """Return whether another line is allowed and, once, how many were left out in the last minute."""
        now, left_out = time.monotonic(), 0
        since, count = self._kinds.get(kind, (now, 0))
        if now - since > MINUTE:
            left_out, since, count = max(0, count - most), now, 0
        if len(self._kinds) > KINDS:
            self._kinds.clear()
        self._kinds[kind] = (since, count + 1)
        return count < most, left_out


def _sanitized(_logger: Any, _method: str, line: Any) -> Any:
    for key, value in line.items():
        if key == "event":
            line[key] = safe(value, 100)
        elif key not in _SAFE_KEYS and not isinstance(value, bool | int | float | None):
            line[key] = safe(value, _LENGTHS.get(key, 300))
    return line


def _error(line: Any) -> BaseException | None:
    given = line.get("exc_info")
    if isinstance(given, tuple):
        given = given[1]
    return given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None


def _handle(logger: logging.Logger, record: logging.LogRecord) -> None:
    """Replace `logging.Logger.handle`: log a library's record, independent of its handlers."""
    if logger.disabled:
        return
    try:
        text = record.getMessage()
    except Exception as error:
        text = f"{record.msg} ({described(error)})"
    level = min(logging.CRITICAL, max(logging.DEBUG, record.levelno // 10 * 10))
    log.log(
        level, "library", logger=record.name, text=text, exc_info=record.exc_info,
        _site=f"{record.name}:{record.pathname}:{record.lineno}",
    )  # fmt: skip


class JsonStream(io.TextIOBase):
    """A stream that logs each line that is printed to it."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self._begun = ""

    def write(self, text: str, /) -> int:
        *whole, self._begun = (self._begun + text).split("\n")
        for each in whole:
            if each.strip():
                log.info("printed", printed=each.strip())
        self._begun = self._begun[-10_000:]
        return len(text)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self.stream.fileno()

    @property
    def encoding(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        return "utf-8"


def _unwrapped(stream: Any) -> Any:
    return stream.stream if isinstance(stream, JsonStream) else stream

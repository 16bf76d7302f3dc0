"""Structured logs: for people on a console, as JSON lines for machines."""

import logging
import time
from typing import Any

import structlog

from chat_app.config import Settings

LINES = 20  # of one kind
MINUTE = 60.0  # seconds
_log = structlog.get_logger()


def configure(settings: Settings) -> None:
    """Set the level and the shape of this process's logs. Tracebacks show no variables: they hold people's words."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    last = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if settings.log_format == "json"
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )


class Sparing:
    """Lines that strangers can cause: at most 20 a minute of each kind, then one that says how many were left out."""

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[float, int]] = {}

    def info(self, event: str, **values: Any) -> None:
        """As structlog's."""
        if self._room(event, values):
            _log.info(event, **values)

    def warning(self, event: str, **values: Any) -> None:
        """As structlog's."""
        if self._room(event, values):
            _log.warning(event, **values)

    def error(self, event: str, **values: Any) -> None:
        """As structlog's."""
        if self._room(event, values):
            _log.error(event, **values)

    def _room(self, event: str, values: dict[str, Any]) -> bool:
        """Whether there is room for another line."""
        now = time.monotonic()
        since, count = self._kinds.get(event, (now, 0))
        if now - since > MINUTE:
            if count > LINES:
                values["left_out"] = count - LINES
            since, count = now, 0
        self._kinds[event] = (since, count + 1)
        return count < LINES


sparing = Sparing()

"""Structured logs: for people on a console, as JSON lines for machines."""

import logging

import structlog

from chat_app.config import Settings


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

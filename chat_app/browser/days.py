"""Days and times as people write them."""

from typing import Any

import reflex as rx

from chat_app.live.javascript import Script

time_zones: rx.Var[list[str]] = Script("days").value("timeZones", list[str])


def moment(at: Any) -> rx.Var[str]:
    """Return a day and a time, in short; `at` is milliseconds since 1970."""
    return Script("days").value("momentName", str, at)


def exact_moment(at: Any) -> rx.Var[str]:
    """Return a day and a time to the second; `at` is milliseconds since 1970."""
    return Script("days").value("exactMoment", str, at)


def date(at: Any) -> rx.Var[str]:
    """Return a date, in short; `at` is milliseconds since 1970."""
    return Script("days").value("dateName", str, at)

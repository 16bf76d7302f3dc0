"""Lines across the feed: where a day begins, and where you stopped reading."""

from typing import Any

import reflex as rx

LINE = (
    "flex items-center gap-3 px-5 pt-3.5 pb-1.5 text-xs font-semibold "
    "before:flex-1 before:h-px before:content-[''] after:flex-1 after:h-px after:content-['']"
)


def day_separator(label: str | rx.Var[str], **props: Any) -> rx.Component:
    """Return the line that carries a day's name."""
    return rx.el.div(
        label,
        role="separator",
        aria_label=label,
        class_name=f"{LINE} text-muted before:bg-line after:bg-line",
        **props,
    )


def new_messages_separator(**props: Any) -> rx.Component:
    """Return the line above the first unread message."""
    return rx.el.div(
        "New messages",
        role="separator",
        aria_label="New messages",
        class_name=f"{LINE} text-accent-ink before:bg-accent-line after:bg-accent-line",
        **props,
    )

"""Lines across the feed: where a day begins, and where you stopped reading."""

import reflex as rx

LINE = (
    "flex items-center gap-3 px-5 pt-3.5 pb-1.5 text-xs font-semibold "
    "before:flex-1 before:h-px before:content-[''] after:flex-1 after:h-px after:content-['']"
)
DAY = "text-muted before:bg-line after:bg-line"
UNREAD = "text-accent-ink before:bg-accent-line after:bg-accent-line"


def separator(label: str | rx.Var[str], colours: str = DAY) -> rx.Component:
    """Return the line that carries the name of a day, or, in the colours `UNREAD`, stands above the unread messages."""
    return rx.el.div(label, role="separator", aria_label=label, class_name=f"{LINE} {colours}")

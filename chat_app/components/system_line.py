"""A quiet line in the feed that tells what happened to the room: who came, who went, a new name."""

import reflex as rx


def system_line(
    text: str | rx.Var[str], seq: int | rx.Var[int], *, time_label: str | rx.Var[str], time_iso: str | rx.Var[str]
) -> rx.Component:
    """Return the line, with its time; it is no message, and nothing can be done with it."""
    return rx.el.p(
        rx.el.span(text, class_name="min-w-0 wrap-anywhere"),
        rx.el.time(time_label, date_time=time_iso, class_name="flex-none text-subtle"),
        data_seq=seq,
        class_name="system-line flex items-baseline gap-2 px-5 pl-17 py-1 text-xs text-muted max-md:pl-15",
    )

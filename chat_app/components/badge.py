"""What stands behind a name: how much is unread, quiet or, where it names you, loud; and a person's status."""

from typing import Any

import reflex as rx


def unread_badge(count: int | rx.Var[int], mentioned: bool | rx.Var[bool] = False) -> rx.Component:
    """Return the pill with the count (99+ above that); the row's own name says it to screen readers."""
    number = rx.Var.create(count).to(int)
    return rx.el.span(
        rx.cond(number > 99, "99+", number.to_string()),
        aria_hidden="true",
        data_mentioned=mentioned,
        class_name="ml-auto min-w-5 h-4.5 px-1.5 rounded-full text-2xs/4.5 font-strong text-center bg-unread "
        "text-ink data-[mentioned=true]:bg-accent data-[mentioned=true]:text-on-accent",
    )


def status_badge(person: Any) -> rx.Component:
    """Return the `emoji`, with the words of `status` as its tooltip and its name; nothing without an emoji."""
    return rx.cond(
        person.emoji,
        rx.el.span(
            person.emoji,
            role="img",
            title=person.status,
            aria_label=person.status,
            class_name="flex-none text-sm leading-none",
        ),
    )

"""A person's status: one emoji behind their name."""

from typing import Any

import reflex as rx


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

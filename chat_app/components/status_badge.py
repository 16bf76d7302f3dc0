"""What somebody is up to: one emoji behind their name."""

import reflex as rx


def status_badge(emoji: str | rx.Var[str], text: str | rx.Var[str]) -> rx.Component:
    """Return the emoji, with the words as its tooltip and its name; nothing while it is empty."""
    return rx.cond(
        emoji,
        rx.el.span(emoji, role="img", title=text, aria_label=text, class_name="flex-none text-sm leading-none"),
    )

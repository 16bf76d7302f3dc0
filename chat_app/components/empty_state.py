"""What a list shows when it has nothing, or could not be read: a word of why, and the next step."""

from typing import Any

import reflex as rx

from chat_app.components.icon import icon


def empty_state(
    icon_name: str,
    title: str | rx.Var[str],
    text: str | rx.Var[str] = "",
    *actions: rx.Component,
    **props: Any,
) -> rx.Component:
    """Return the block, in the middle of its place."""
    return rx.el.div(
        rx.el.span(
            icon(icon_name, 24),
            class_name="grid place-items-center size-12 mb-2 rounded-box bg-accent-soft text-accent-ink",
        ),
        rx.el.p(title, class_name="text-lg font-strong"),
        rx.el.p(text, class_name="max-w-80 text-sm text-muted empty:hidden"),
        rx.el.div(*actions, class_name="flex flex-wrap justify-center gap-2 mt-3 empty:hidden"),
        class_name="flex flex-1 flex-col items-center justify-center gap-1 px-6 py-10 text-center",
        **props,
    )

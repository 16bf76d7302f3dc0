"""A reply at the edge of the screen, in sight wherever the page is scrolled."""

from typing import Any

import reflex as rx

from chat_app.components.button import icon_button
from chat_app.components.icon import icon


def toast(said: Any, error: Any, on_close: Any) -> rx.Component:
    """Return the place for it, empty while both texts are. It stays until it is closed or something else is said, and
    is read out when it comes: an error at once, the rest when the reader has finished."""
    return rx.el.div(
        rx.el.div(rx.cond(said != "", _slip("check", said, "text-ink", on_close)), role="status"),
        rx.cond(error != "", rx.el.div(_slip("warn", error, "text-bad", on_close), role="alert")),
        class_name="fixed z-50 inset-x-4 bottom-4 mx-auto max-w-100 pointer-events-none",
    )


def _slip(glyph: str, text: Any, colour: str, on_close: Any) -> rx.Component:
    return rx.el.div(
        icon(glyph, 18, class_name="flex-none"),
        rx.el.p(text, class_name="flex-1 min-w-0 wrap-anywhere"),
        icon_button("x", "Close this message", on_click=on_close),
        class_name="rise pointer-events-auto flex items-center gap-2.5 pl-3.5 pr-1.5 py-1.5 rounded-field bg-raised "
        f"border border-line shadow-card text-sm font-medium {colour}",
    )

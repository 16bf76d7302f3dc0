"""The counter of characters, and the way to send a text that is too long as several messages."""

from typing import Any

import reflex as rx

from chat_app.browser import composer, sending
from chat_app.schemas import MAX_MESSAGE

ID = "message-limit"
STRIP = "flex flex-wrap items-center gap-x-3 mx-5 max-md:mx-2.5 mb-1.5 px-3 min-h-9 rounded-field bg-hover text-sm"


def limit() -> rx.Component:
    """Return a counter near the limit, and above the limit the error with a button that splits the text."""
    size: Any = composer.size
    return rx.fragment(
        rx.cond(
            size.count > MAX_MESSAGE,
            rx.el.div(
                rx.el.span(
                    f"This is {size.shown} characters; a message holds {MAX_MESSAGE:,}. Nothing is lost.",
                    id=ID,
                    role="status",
                    class_name="flex-1",
                ),
                rx.cond(composer.mode.kind != "edit", _split(size)),
                class_name=f"{STRIP} text-bad",
            ),
            rx.cond(
                size.count > 0,
                rx.el.div(
                    f"{size.shown} of {MAX_MESSAGE:,} characters",
                    id=ID,
                    class_name="px-6 pb-1 text-xs text-muted text-right",
                ),
            ),
        ),
        composer.length_effect(),
    )


def _split(size: Any) -> rx.Component:
    return rx.el.button(
        f"Send as {size.parts} messages",
        type="button",
        on_click=sending.send_split,
        class_name="font-semibold text-accent-ink underline underline-offset-2 min-h-9 max-md:min-h-11",
    )

"""A modal dialog on Radix's primitive: it traps focus, closes with Esc and gives focus back.

On a phone it is a sheet at the bottom of the screen, where thumbs are.
"""

from typing import Any

import reflex as rx

from chat_app.components.button import icon_button
from chat_app.live.javascript import Script
from chat_app.live.reflex_parts import dialog as primitive

FOCUS = Script("dialog_focus.page")
SHEET = (
    "sheet fixed z-50 inset-x-0 bottom-0 flex flex-col max-h-[88dvh] rounded-t-card bg-raised shadow-card "
    "outline-none md:inset-x-auto md:bottom-auto md:left-1/2 md:top-[16dvh] md:-translate-x-1/2 md:w-110 "
    "md:max-h-[72dvh] md:rounded-card"
)


def dialog(
    *children: Any,
    title: str | rx.Var[str],
    open: bool | rx.Var[bool],
    on_open_change: Any,
    description: str | rx.Var[str] = "",
    **props: Any,
) -> rx.Component:
    """Return the dialog; `open` is the caller's, and `on_open_change` tells it what the person wants."""
    return primitive.root(
        primitive.portal(
            primitive.overlay(class_name="rise fixed inset-0 z-40 bg-scrim"),
            primitive.content(
                _heading(title),
                rx.el.div(
                    _description(description),
                    *children,
                    class_name="overflow-y-auto px-6 pb-[max(24px,env(safe-area-inset-bottom))]",
                ),
                on_open_auto_focus=FOCUS.handler("enterDialog"),
                on_close_auto_focus=FOCUS.handler("leaveDialog"),
                class_name=SHEET,
                **props,
            ),
        ),
        open=open,
        on_open_change=on_open_change,
    )


def dialog_actions(*buttons: rx.Component) -> rx.Component:
    """Return the row of buttons that ends a dialog: at the right on a desk, full width on a phone."""
    return rx.el.div(
        *buttons,
        class_name="flex gap-2 mt-5 justify-end max-md:flex-col-reverse max-md:[&>button]:w-full "
        "max-md:[&>button]:h-11",
    )


def _heading(title: str | rx.Var[str]) -> rx.Component:
    return rx.el.div(
        primitive.title(title, class_name="truncate text-lg font-strong"),
        primitive.close(icon_button("x", "Close", class_name="-mr-2"), as_child=True),
        class_name="flex flex-none items-center justify-between gap-3 pt-4.5 pb-2 px-6",
    )


def _description(text: str | rx.Var[str]) -> rx.Component | None:
    if isinstance(text, str) and not text:
        return None
    return primitive.description(text, class_name="mb-4 text-sm text-muted")

"""A banner that says how things stand: a lost connection, a mail on its way, a link that has expired."""

from typing import Any, Literal

import reflex as rx

from chat_app.components.icon import icon

Tone = Literal["info", "warn", "bad"]

TONES: dict[Tone, tuple[str, str]] = {
    "info": ("info", "bg-accent-soft text-accent-strong"),
    "warn": ("warn", "bg-warn-soft text-warn"),
    "bad": ("warn", "bg-bad-soft text-bad"),
}


def notice(text: str | rx.Var[str], tone: Tone = "info", *actions: rx.Component, **props: Any) -> rx.Component:
    """Return the banner; a bad one interrupts a screen reader, the others wait."""
    icon_name, colours = TONES[tone]
    return rx.el.div(
        icon(icon_name),
        rx.el.p(text, class_name="flex-1 min-w-0"),
        *actions,
        role="alert" if tone == "bad" else "status",
        class_name=f"flex items-center gap-2.5 min-h-10.5 px-3.5 py-1.5 rounded-field text-sm font-medium {colours}",
        **props,
    )

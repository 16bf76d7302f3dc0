"""Buttons: one to read and one to recognise. Real `<button>`s, of type button unless told otherwise."""

from typing import Any, Literal

import reflex as rx

from chat_app.components.icon import icon

Variant = Literal["primary", "secondary", "ghost", "danger"]

SHAPE = (
    "touch inline-flex items-center justify-center gap-2 rounded-control border px-3.5 h-9 text-sm "
    "font-semibold whitespace-nowrap select-none transition-colors duration-100 disabled:opacity-55 "
    "disabled:cursor-not-allowed"
)
LOOKS: dict[Variant, str] = {
    "primary": "bg-accent border-accent text-on-accent hover:bg-accent-hover hover:border-accent-hover",
    "secondary": "bg-page border-line-strong text-ink hover:bg-hover active:bg-press",
    "ghost": "border-transparent text-muted hover:bg-hover hover:text-ink active:bg-press",
    "danger": "bg-danger border-danger text-on-accent hover:bg-danger-hover hover:border-danger-hover",
}
FULL = "w-full h-10.5 text-row"


def button(*children: Any, variant: Variant = "primary", full: bool = False, **props: Any) -> rx.Component:
    """Return a button; `full` makes it as wide as its card and a little taller."""
    return rx.el.button(*children, type=props.pop("type", "button"), class_name=look(variant, full=full), **props)


def look(variant: Variant = "primary", *, full: bool = False) -> str:
    """Return the classes of a button, for a link that should look like one."""
    return f"{SHAPE} {LOOKS[variant]} {FULL if full else ''}".strip()


def icon_button(icon_name: str, label: str | rx.Var[str], *, size: int = 18, **props: Any) -> rx.Component:
    """Return a square button named `label`, also as a tooltip; it takes taps on 44 pixels on a phone."""
    return rx.el.button(
        icon(icon_name, size),
        type=props.pop("type", "button"),
        title=label,
        aria_label=label,
        class_name=[
            "touch grid place-items-center flex-none size-8 rounded-row text-muted transition-colors "
            "duration-100 hover:bg-hover hover:text-ink active:bg-press aria-pressed:bg-hover "
            "aria-pressed:text-ink aria-expanded:bg-hover aria-expanded:text-ink disabled:opacity-55",
            props.pop("class_name", ""),
        ],
        **props,
    )

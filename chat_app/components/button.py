"""Buttons: one to read and one to recognise. Real `<button>`s, of type button unless told otherwise."""

from typing import Any, Literal

import reflex as rx

from chat_app.components.icon import icon

Variant = Literal["primary", "secondary", "ghost", "danger"]

FULL = "w-full h-10.5 text-row"


def button(*children: Any, variant: Variant = "primary", full: bool = False, **props: Any) -> rx.Component:
    """Return a button; `full` makes it as wide as its card and a little taller."""
    return rx.el.button(*children, type=props.pop("type", "button"), class_name=look(variant, full=full), **props)


def plain_button(*children: Any, **props: Any) -> rx.Component:
    """Return a button without looks of its own."""
    return rx.el.button(*children, type="button", **props)


def look(variant: Variant = "primary", *, full: bool = False) -> str:
    """Return the classes of a button, for a link that should look like one."""
    return f"touch button button-{variant} {FULL if full else ''}".strip()


def icon_button(icon_name: str, label: str | rx.Var[str], *, size: int = 18, **props: Any) -> rx.Component:
    """Return a square button named `label`, also as a tooltip; it takes taps on 44 pixels on a phone."""
    return rx.el.button(
        icon(icon_name, size),
        type=props.pop("type", "button"),
        title=label,
        aria_label=label,
        class_name=["touch icon-button", props.pop("class_name", "")],
        **props,
    )


def more_button(label: str, on_click: Any, **props: Any) -> rx.Component:
    """Return the button that loads more of the list at whose end it stands."""
    return rx.el.div(
        button(label, variant="secondary", on_click=on_click), class_name="flex justify-center py-4", **props
    )

"""What people fill in: a labelled text field, and cards to choose one of.

Errors are read out when they appear, and belong to their field for a screen reader.
"""

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

InputType = Literal["text", "email", "password", "search", "url", "tel", "number"]

INPUT = (
    "block w-full h-10.5 max-md:h-11 px-3 rounded-field border border-field bg-page text-base text-ink "
    "outline-none transition-shadow duration-100 focus:border-accent focus:ring-3 focus:ring-accent/25 "
    "dark:focus:border-ring aria-invalid:border-bad disabled:opacity-55"
)
CARD = (
    "relative flex gap-3 p-3 rounded-field border border-field has-checked:border-ring "
    "has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 "
    "has-focus-visible:outline-ring"
)


def text_field(
    label: str | rx.Var[str],
    name: str,
    *,
    type: InputType = "text",
    error: str | rx.Var[str] = "",
    hint: str | rx.Var[str] = "",
    **input_props: Any,
) -> rx.Component:
    """Return label, input, hint and error as one block; `input_props` go to the `<input>`."""
    field_id = input_props.pop("id", f"field-{name}")
    return _labelled(
        label,
        field_id,
        rx.el.input(
            id=field_id,
            name=name,
            type=type,
            aria_invalid=rx.cond(_given(error), "true", "false"),
            aria_describedby=_described_by(field_id, error, hint),
            class_name=INPUT,
            **input_props,
        ),
        _line(hint, id=f"{field_id}-hint", class_name="mt-1.5 text-xs text-muted"),
        _line(error, id=f"{field_id}-error", role="alert", class_name="mt-1.5 text-xs font-medium text-bad"),
    )


def text_area(label: str, name: str, **props: Any) -> rx.Component:
    """Return label and box for a text of several lines; `props` go to the `<textarea>`."""
    field_id = f"field-{name}"
    box = rx.el.textarea(id=field_id, name=name, class_name=f"{INPUT} h-auto! py-2 resize-y", **props)
    return _labelled(label, field_id, box)


def select_field(label: str, name: str, options: Sequence[tuple[str, str]], *, default: str) -> rx.Component:
    """Return a labelled choice of one of `options`, each `(value, text)`."""
    choices = (rx.el.option(text, value=value) for value, text in options)
    field_id = f"field-{name}"
    select = rx.el.select(*choices, id=field_id, name=name, default_value=default, class_name=INPUT)
    return _labelled(label, field_id, select)


def radio_cards(name: str, legend: str, options: Sequence[tuple[str, str, str]], default: str) -> rx.Component:
    """Return one card an option, each `(value, label, hint)`; real radios, so that arrows and forms work."""
    return choices(legend, *(_radio_card(name, *option, default=default) for option in options), look="grid gap-2")


def choices(legend: str, *options: rx.Component, look: str) -> rx.Component:
    """Return a group of radios or tick boxes, laid out by the classes `look`."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="mb-1.5 text-sm font-semibold"),
        rx.el.div(*options, class_name=look),
        class_name="mb-3.5",
    )


def _labelled(label: str | rx.Var[str], field_id: str, *children: Any) -> rx.Component:
    text = rx.el.label(label, html_for=field_id, class_name="block mb-1.5 text-sm font-semibold")
    return rx.el.div(text, *children, class_name="mb-3.5")


def _radio_card(name: str, value: str, label: str, hint: str, *, default: str) -> rx.Component:
    hint_id = f"{name}-{value}-hint"
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=value,
            default_checked=value == default,
            aria_label=label,
            aria_describedby=hint_id,
            class_name="mt-0.75 size-4 flex-none accent-accent outline-none",
        ),
        rx.el.span(
            rx.el.span(label, class_name="block text-sm font-semibold"),
            rx.el.span(hint, id=hint_id, class_name="block text-xs text-muted"),
        ),
        class_name=CARD,
    )


def _described_by(field_id: str, error: str | rx.Var[str], hint: str | rx.Var[str]) -> Any:
    """Return the ids of the lines that are there: a screen reader stumbles over those that are not."""
    hint_id = rx.cond(_given(hint), f"{field_id}-hint", None)
    return rx.cond(_given(error), f"{field_id}-error", hint_id)


def _line(text: str | rx.Var[str], **props: Any) -> rx.Component | None:
    """Return the line of text, or nothing while the text is empty."""
    if isinstance(text, str):
        return rx.el.p(text, **props) if text else None
    return rx.cond(_given(text), rx.el.p(text, **props))


def _given(text: str | rx.Var[str]) -> bool | rx.Var[bool]:
    return bool(text) if isinstance(text, str) else text.to(str) != ""

"""A button that asks before it acts, for what cannot be undone."""

from typing import Any

import reflex as rx

from chat_app.components.button import button
from chat_app.live.reflex_parts import dialog_primitive as primitive


def asks(text: str, question: str | rx.Var[str], consequence: str, on_yes: Any, *, label: Any = None) -> rx.Component:
    """Return the button. Its dialog holds no state of ours: what it is about is in `on_yes`."""
    return primitive.root(
        primitive.trigger(
            button(text, variant="secondary", **({} if label is None else {"aria_label": label})), as_child=True
        ),
        primitive.portal(
            primitive.overlay(class_name="rise fixed inset-0 z-40 bg-scrim"),
            primitive.content(
                primitive.title(question, class_name="text-lg font-strong"),
                primitive.description(consequence, class_name="mt-1 text-sm text-muted"),
                rx.el.div(
                    primitive.close(button("Cancel", variant="ghost"), as_child=True),
                    primitive.close(button(text, variant="danger", on_click=on_yes), as_child=True),
                    class_name="flex gap-2 mt-5 justify-end max-md:flex-col-reverse max-md:[&>*]:w-full "
                    "max-md:[&_button]:w-full max-md:[&_button]:h-11",
                ),
                class_name="sheet fixed z-50 inset-x-0 bottom-0 p-6 rounded-t-card bg-raised shadow-card outline-none "
                "md:inset-x-auto md:bottom-auto md:left-1/2 md:top-[24dvh] md:-translate-x-1/2 md:w-100 "
                "md:rounded-card",
            ),
        ),
    )

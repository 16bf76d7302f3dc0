"""Choosing a picture: how it is now, a button that takes a file and sends it at once, and one that goes back."""

from typing import Any

import reflex as rx

from chat_app.components.button import button, look
from chat_app.components.form import plain_form
from chat_app.live.javascript import Script

SAID = "picture-said"  # the element that says what went wrong; empty otherwise
KINDS = "image/png,image/jpeg,image/webp"


def picture_field(face: rx.Component, picture: rx.Var[str], *, action: str) -> rx.Component:
    """Return both forms, sent to `action` and `action/remove` without leaving the page."""
    send = Script("picture_upload.page").handler("sendPicture", SAID)
    return rx.el.div(
        face,
        rx.el.div(
            rx.el.div(
                plain_form(_choose(send), action=action, enc_type="multipart/form-data"),
                rx.cond(
                    picture != "",
                    plain_form(button("Remove", variant="ghost", on_click=send), action=f"{action}/remove"),
                ),
                class_name="flex gap-2",
            ),
            rx.el.p("PNG, JPEG or WebP, up to 5 MB.", class_name="mt-1.5 text-xs text-muted"),
            rx.el.p(id=SAID, role="alert", class_name="mt-1 text-sm text-bad empty:hidden"),
        ),
        class_name="flex items-center gap-4 mb-6",
    )


def _choose(send: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="file", name="picture", accept=KINDS, aria_label="Picture", on_change=send, class_name="sr-only"
        ),
        "Choose a picture",
        class_name=f"{look('secondary')} has-focus-visible:outline-2 has-focus-visible:outline-ring",
    )

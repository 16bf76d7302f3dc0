"""The part of the settings in which people say who they are."""

from typing import Any

import reflex as rx

from chat_app.components.avatar import avatar
from chat_app.components.button import button, look
from chat_app.components.field import text_field
from chat_app.components.form import plain_form
from chat_app.live.browser.javascript import expression, handler
from chat_app.states.profile import ProfileState
from chat_app.views import lines

ZONES = expression("Intl.supportedValuesOf('timeZone')", list[str])
PICK = handler("(event) => event.target.form.requestSubmit()")


def profile() -> rx.Component:
    """Picture, name, and what else others see of one."""
    return rx.fragment(
        _picture(),
        rx.el.form(
            _field("Name", "name", ProfileState.name, max_length=80, auto_complete="name"),
            _field("Title", "title", ProfileState.title, max_length=80, placeholder="What you do here"),
            _field("Pronouns", "pronouns", ProfileState.pronouns, max_length=40),
            _field(
                "Time zone", "time_zone", ProfileState.time_zone, list="time-zones", hint="Others see your local time."
            ),
            rx.el.datalist(rx.foreach(ZONES, lambda zone: rx.el.option(value=zone, key=zone)), id="time-zones"),
            rx.el.div(
                button("Save profile", type="submit"),
                rx.el.span(rx.cond(ProfileState.saved, "Saved.", ""), role="status", class_name="text-sm text-muted"),
                class_name="flex items-center gap-3",
            ),
            on_submit=ProfileState.save,
            key=ProfileState.name,  # the fields take what is stored when that has come
        ),
    )


def _field(label: str, name: str, stored: Any, **props: Any) -> rx.Component:
    error = rx.cond(ProfileState.field == name, ProfileState.error, "")
    return text_field(label, name, default_value=stored, error=error, **props)


def _picture() -> rx.Component:
    """Sent by the browser itself as soon as a file is chosen: the page comes back with the picture on it."""
    return rx.el.div(
        avatar(lines.myself.initials, lines.myself.tint, "xl", picture=lines.myself.picture),
        rx.el.div(
            rx.el.div(
                plain_form(
                    rx.el.label(
                        rx.el.input(
                            type="file",
                            name="picture",
                            accept="image/png,image/jpeg,image/webp",
                            aria_label="Picture",
                            on_change=PICK,
                            class_name="sr-only",
                        ),
                        "Choose a picture",
                        class_name=f"{look('secondary')} has-focus-visible:outline-2 has-focus-visible:outline-ring",
                    ),
                    action="/settings/picture",
                    enc_type="multipart/form-data",
                ),
                rx.cond(
                    lines.myself.picture,
                    plain_form(button("Remove", type="submit", variant="ghost"), action="/settings/picture/remove"),
                ),
                class_name="flex gap-2",
            ),
            rx.el.p("PNG, JPEG or WebP, up to 5 MB.", class_name="mt-1.5 text-xs text-muted"),
            rx.cond(
                ProfileState.picture_error,
                rx.el.p(ProfileState.picture_error, role="alert", class_name="mt-1 text-sm text-bad"),
            ),
        ),
        class_name="flex items-center gap-4 mb-6",
    )

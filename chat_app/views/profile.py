"""The part of the settings with the profile."""

from typing import Any

import reflex as rx

from chat_app.browser import page, presence
from chat_app.browser.days import time_zones
from chat_app.components.avatar import avatar
from chat_app.components.button import button
from chat_app.components.field import text_field
from chat_app.components.picture_field import picture_field
from chat_app.states.profile import ProfileState


def profile() -> rx.Component:
    """Return the picture, and the form with what others see of a person."""
    return rx.fragment(
        _picture(),
        rx.el.form(
            _field("Name", "name", ProfileState.name, max_length=80, auto_complete="name"),
            _field("Title", "title", ProfileState.title, max_length=80, placeholder="What you do here"),
            _field("Pronouns", "pronouns", ProfileState.pronouns, max_length=40),
            _field(
                "Time zone", "time_zone", ProfileState.time_zone, list="time-zones", hint="Others see your local time."
            ),
            rx.el.datalist(rx.foreach(time_zones, lambda zone: rx.el.option(value=zone, key=zone)), id="time-zones"),
            rx.el.div(
                button("Save profile", type="submit"),
                rx.el.span(
                    rx.cond(page.reply.field == "profile", page.reply.text, ""),
                    role="status",
                    class_name="text-sm text-muted",
                ),
                class_name="flex items-center gap-3",
            ),
            on_submit=ProfileState.save,
            key=ProfileState.name,  # the fields take what is stored when that has come
        ),
    )


def _field(label: str, name: str, stored: Any, **props: Any) -> rx.Component:
    return text_field(label, name, default_value=stored, error=page.error_of(name), **props)


def _picture() -> rx.Component:
    return picture_field(
        avatar(presence.myself.initials, presence.myself.tint, "xl", picture=presence.myself.picture),
        presence.myself.picture,
        action="/settings/picture",
    )

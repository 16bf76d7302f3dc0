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
    myself = presence.myself
    return rx.fragment(
        picture_field(
            avatar(myself.initials, myself.tint, "xl", picture=myself.picture),
            myself.picture,
            action="/settings/picture",
        ),
        rx.el.form(
            _field("Name", "name", max_length=80, auto_complete="name"),
            _field("Title", "title", max_length=80, placeholder="What you do here"),
            _field("Pronouns", "pronouns", max_length=40),
            _field("Time zone", "time_zone", list="time-zones", hint="Others see your local time."),
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
            key=ProfileState.stored["name"],  # the fields take what is stored when that has come
        ),
    )


def _field(label: str, name: str, **props: Any) -> rx.Component:
    return text_field(label, name, default_value=ProfileState.stored[name], error=page.error_of(name), **props)

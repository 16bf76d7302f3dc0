"""The dialog *Set a status*."""

import reflex as rx

from chat_app.browser import presence, status
from chat_app.components.button import button, plain_button
from chat_app.components.dialog import dialog_actions
from chat_app.components.field import select_field, text_field
from chat_app.states.profile import ProfileState
from chat_app.views.dialog import dialog, refused

READY = (
    ("🗓️", "In a meeting", "60"),
    ("🍽️", "At lunch", "60"),
    ("🎧", "Focusing", "30"),
    ("🏠", "Working from home", "today"),
    ("🤒", "Off sick", "today"),
    ("🌴", "On holiday", "week"),
)
AFTER = (
    ("30", "30 minutes"),
    ("60", "1 hour"),
    ("today", "Today"),
    ("week", "This week"),
    ("0", "Until I change it"),
)


def status_dialog() -> rx.Component:
    """Return the dialog: ready-made statuses, and a form for another one and its end."""
    return dialog(
        "status",
        rx.el.div(rx.foreach([list(each) for each in READY], _ready), class_name="grid grid-cols-2 gap-1.5 mb-4"),
        rx.el.form(
            rx.el.div(
                rx.el.div(
                    text_field(
                        "Emoji", "emoji", default_value=presence.my_saying.emoji, max_length=16, placeholder="💬"
                    ),
                    class_name="w-20 flex-none",
                ),
                rx.el.div(
                    text_field("Status", "text", default_value=presence.my_saying.status, max_length=80),
                    class_name="flex-1",
                ),
                class_name="flex gap-2.5",
            ),
            select_field("Clear after", "after", AFTER, default="today"),
            refused(),
            dialog_actions(
                rx.cond(
                    presence.my_saying.emoji,
                    button("Clear status", variant="ghost", on_click=ProfileState.set_status("", "", 0)),
                ),
                button("Save", type="submit"),
            ),
            on_submit=status.submit,
        ),
        title="Set a status",
    )


def _ready(ready: rx.Var[list[str]]) -> rx.Component:
    emoji, text, after = ready[0], ready[1], ready[2]
    return plain_button(
        rx.el.span(emoji, aria_hidden="true"),
        text,
        on_click=status.choose(emoji, text, after),
        class_name="flex items-center gap-2 px-2.5 min-h-9 max-md:min-h-11 rounded-row border border-line text-sm "
        "text-left hover:bg-hover",
        key=text,
    )

"""What a message said before: the word *edited*, and the dialog behind it."""

from typing import Any

import reflex as rx

from chat_app.browser import days, page
from chat_app.components.button import plain_button
from chat_app.schemas import RevisionOut
from chat_app.views.dialog import dialog, refused


def edited(message: Any, moderator: Any) -> rx.Component:
    """Return the word *edited*; for moderators a button that opens the earlier texts."""
    return rx.cond(
        message.edited_at > 0,
        rx.cond(
            moderator,
            plain_button(
                "edited",
                title=f"Edited {days.moment(message.edited_at)}",
                aria_haspopup="dialog",
                on_click=page.opens("earlier_texts", message.id),
                class_name="touch text-xs text-subtle underline decoration-dotted underline-offset-2",
            ),
            rx.el.span("edited", title=f"Edited {days.moment(message.edited_at)}", class_name="text-xs text-subtle"),
        ),
    )


def revisions() -> rx.Component:
    """Return the dialog with the earlier texts of a message."""
    return dialog(
        "earlier_texts",
        refused(),
        rx.el.ol(rx.foreach(page.content.texts, _revision), class_name="-mx-1"),
        title="Earlier texts",
    )


def _revision(each: rx.Var[RevisionOut]) -> rx.Component:
    return rx.el.li(
        rx.el.p("Until ", days.moment(each.until), class_name="text-xs text-subtle"),
        rx.el.p(each.text, class_name="whitespace-pre-wrap wrap-anywhere"),
        class_name="px-1 py-2.5 border-b border-line last:border-0",
        key=each.id,
    )

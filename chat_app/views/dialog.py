"""Dialogs, of which the entry `DIALOG` says which is open, and replies to acts (`REPLY`), in a dialog or outside."""

from typing import Any

import reflex as rx

from chat_app.browser import page
from chat_app.browser.page import Kind
from chat_app.components.button import Variant, button, icon_button
from chat_app.components.dialog import dialog as look
from chat_app.components.dialog import dialog_actions
from chat_app.components.icon import icon
from chat_app.components.notice import notice
from chat_app.components.person_picker import person_picker
from chat_app.components.skeleton import room_skeleton


def dialog(kind: Kind, *children: Any, title: Any, description: Any = "") -> rx.Component:
    """Return a dialog, closed until `page.opens(kind)`. What closes it: Esc, its buttons, an act that succeeds."""
    return look(
        *children, title=title, description=description, open=page.dialog.kind == kind, on_open_change=page.close
    )


def question(kind: Kind, title: Any, consequence: Any, *confirm: rx.Component, cancel: str = "Cancel") -> rx.Component:
    """Return a dialog that asks before an act, which the buttons `confirm` start."""
    return dialog(
        kind, refused(), dialog_actions(cancel_button(cancel), *confirm), title=title, description=consequence
    )


def cancel_button(text: str = "Cancel", variant: Variant = "ghost") -> rx.Component:
    """Return the button that closes the open dialog."""
    return button(text, variant=variant, on_click=page.close)


def refused() -> rx.Component:
    """Return why what the open dialog asks was refused."""
    return rx.cond(page.refusal != "", rx.el.div(notice(page.refusal, "bad"), class_name="mt-3"))


def people_dialog(kind: Kind, title: str, nobody: rx.Component, confirm: str, on_submit: Any) -> rx.Component:
    """Return a dialog with a form for choosing people; `nobody` is shown where there are none. The form's `room_id` is
    the `id` of the dialog."""
    people = page.content.people
    return dialog(
        kind,
        rx.el.form(
            rx.el.input(type="hidden", name="room_id", value=page.dialog.id, read_only=True),
            person_picker(people, page.word, page.narrow, error=page.refusal, list_id=kind),
            rx.cond(
                page.is_filled,
                rx.cond(people.length() == 0, nobody),
                rx.cond(page.refusal == "", room_skeleton(4)),
            ),
            dialog_actions(cancel_button(), button(confirm, type="submit")),
            on_submit=on_submit,
        ),
        title=title,
    )


def replies(*but: str) -> rx.Component:
    """Return the reply to the last act, unless an open dialog shows it, or the parts `but` of the page do."""
    said = rx.cond(page.refusal != "", notice(page.refusal, "bad"), notice(page.reply.text))
    return rx.cond(_shown(but), rx.el.div(said, class_name="mb-3"))


def toast(*but: str) -> rx.Component:
    """Return the reply to the last act at the edge of the screen, with the same exceptions as `replies`. It stays until
    it is closed or replaced, and is read out when it comes: a refusal at once, the rest after what is being read."""
    shown = _shown(but)
    done = shown & (page.reply.tone == "done")
    return rx.el.div(
        rx.el.div(rx.cond(done, _slip("check", page.reply.text, "text-ink")), role="status"),
        rx.cond(shown & (page.refusal != ""), rx.el.div(_slip("warn", page.refusal, "text-bad"), role="alert")),
        class_name="fixed z-50 inset-x-4 bottom-4 mx-auto max-w-100 pointer-events-none",
    )


def _slip(glyph: str, text: Any, colour: str) -> rx.Component:
    return rx.el.div(
        icon(glyph, class_name="flex-none"),
        rx.el.p(text, class_name="flex-1 min-w-0 wrap-anywhere"),
        icon_button("x", "Close this message", on_click=page.close_reply),
        class_name="rise pointer-events-auto flex items-center gap-2.5 pl-3.5 pr-1.5 py-1.5 rounded-field bg-raised "
        f"border border-line shadow-card text-sm font-medium {colour}",
    )


def _shown(but: tuple[str, ...]) -> rx.Var[bool]:
    shown = (page.reply.text != "") & (page.dialog.kind == "")
    for field in but:
        shown &= page.reply.field != field
    return shown

"""What stands around the message box for a moment: what one answers or edits, an undo, a refusal, a question."""

import reflex as rx

from chat_app.browser import composer, mention_confirm
from chat_app.components.button import button, icon_button
from chat_app.components.dialog import dialog, dialog_actions
from chat_app.components.emoji_picker import emoji_picker

QUICK = ["👍", "❤️", "😂", "🎉", "👀", "✅", "🙏", "🚀"]
WRITING = composer.emoji_for == composer.BOX
STRIP = "flex items-center gap-2 mx-5 max-md:mx-2.5 mb-1.5 px-3 min-h-9 rounded-field bg-hover text-sm text-muted"


def mode() -> rx.Component:
    """The strip above the box while one answers or edits."""
    return rx.cond(
        composer.mode.kind != "",
        rx.el.div(
            rx.cond(
                composer.mode.kind == "edit",
                rx.el.b("Editing", class_name="text-ink"),
                rx.el.b(f"Replying to {composer.mode.author}", class_name="text-ink flex-none"),
            ),
            rx.el.span(composer.mode.text, class_name="truncate flex-1"),
            icon_button("x", "Cancel", size=16, on_click=composer.cancel),
            class_name=STRIP,
        ),
    )


def undo() -> rx.Component:
    """For ten seconds after a deletion."""
    return rx.cond(
        composer.deleted.id != "",
        rx.el.div(
            rx.el.span("Message deleted.", class_name="flex-1"),
            rx.el.button(
                "Undo",
                type="button",
                on_click=composer.undo,
                class_name="font-semibold text-accent-ink underline underline-offset-2 min-h-9 max-md:min-h-11",
            ),
            role="status",
            class_name=STRIP,
        ),
    )


def said() -> rx.Component:
    """Why something was not done, or that it was."""
    fine = rx.el.div(composer.said.text, role="status", class_name=STRIP)
    refused = rx.el.div(composer.said.text, role="alert", class_name=f"{STRIP} text-bad")
    return rx.cond(composer.said.text != "", rx.cond(composer.said.fine, fine, refused))


def reacting() -> rx.Component:
    """The dialog behind *React*, and behind the message box's *Emoji*."""
    return dialog(
        rx.el.div(rx.foreach(QUICK, _quick), class_name="flex justify-between mb-3"),
        emoji_picker(composer.emoji_picked),
        title=rx.cond(WRITING, "Emoji", "React"),
        open=composer.emoji_for != "",
        on_open_change=composer.emoji_closed,
    )


def mention_question() -> rx.Component:
    """Asked before a large room is called as a whole; the text waits in the box."""
    loud, back = mention_confirm.asked, mention_confirm.back
    return dialog(
        rx.el.p(
            rx.el.b(loud.word),
            rx.cond(
                loud.word == "@here",
                f" mentions everyone who is here now, of the {loud.people} people in this room.",
                f" mentions all {loud.people} people in this room.",
            ),
        ),
        dialog_actions(
            button("Back to the text", variant="ghost", on_click=back),
            button("Send anyway", on_click=mention_confirm.confirm),
        ),
        title=f"Mention {loud.people} people?",
        open=loud.word != "",
        on_open_change=back,
    )


def _quick(emoji: rx.Var[str]) -> rx.Component:
    return rx.el.button(
        emoji,
        type="button",
        aria_label=rx.cond(WRITING, f"Write {emoji}", f"React with {emoji}"),
        on_click=composer.pick_emoji(emoji),
        class_name="touch grid place-items-center size-9 rounded-row text-lg hover:bg-hover",
        key=emoji,
    )

"""The strips above the message box (reply or edit, undo, the reply to an act), and the dialogs that it opens."""

import reflex as rx

from chat_app.browser import composer, page, sending
from chat_app.components.button import button, icon_button
from chat_app.components.emoji_picker import emoji_picker
from chat_app.views.dialog import dialog, question

QUICK = ["👍", "❤️", "😂", "🎉", "👀", "✅", "🙏", "🚀"]
WRITING = page.dialog.id == composer.BOX
STRIP = "flex items-center gap-2 mx-5 max-md:mx-2.5 mb-1.5 px-3 min-h-9 rounded-field bg-hover text-sm text-muted"


def mode() -> rx.Component:
    """Return the strip above the box during a reply or an edit."""
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
    """Return the offer to undo a deletion, for ten seconds."""
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


def reply() -> rx.Component:
    """Return the reply to the last act, while no dialog is open."""
    text = page.reply.text
    done = rx.el.div(text, role="status", class_name=STRIP)
    refused = rx.el.div(text, role="alert", class_name=f"{STRIP} text-bad")
    return rx.cond((text != "") & (page.dialog.kind == ""), rx.cond(page.refusal != "", refused, done))


def emoji_dialog() -> rx.Component:
    """Return the dialog behind *React* of a message, and behind *Emoji* of the message box."""
    return dialog(
        "emoji",
        rx.el.div(rx.foreach(QUICK, _quick), class_name="flex justify-between mb-3"),
        emoji_picker(composer.emoji_picked),
        title=rx.cond(WRITING, "Emoji", "React"),
    )


def mention_question() -> rx.Component:
    """Return the question before a large room is mentioned as a whole; the text waits in the box."""
    word, people = page.dialog.name, page.dialog.count
    return question(
        "mention",
        f"Mention {people} people?",
        rx.fragment(
            rx.el.b(word),
            rx.cond(
                word == "@here",
                f" mentions everyone who is here now, of the {people} people in this room.",
                f" mentions all {people} people in this room.",
            ),
        ),
        button("Send anyway", on_click=sending.confirm_mention),
        cancel="Back to the text",
    )


def _quick(emoji: rx.Var[str]) -> rx.Component:
    return rx.el.button(
        emoji,
        type="button",
        aria_label=rx.cond(WRITING, f"Write {emoji}", f"React with {emoji}"),
        on_click=composer.pick_emoji({"emoji": emoji}),
        class_name="touch grid place-items-center size-9 rounded-row text-lg hover:bg-hover",
        key=emoji,
    )

"""The strips above the message box (reply or edit, undo, the reply to an act, the limit of characters), and the dialogs
that it opens."""

from typing import Any

import reflex as rx

from chat_app.browser import composer, page, sending
from chat_app.components.button import button, icon_button, plain_button
from chat_app.components.emoji_picker import emoji_picker
from chat_app.schemas import MAX_MESSAGE
from chat_app.views.dialog import dialog, question

QUICK = ["👍", "❤️", "😂", "🎉", "👀", "✅", "🙏", "🚀"]
WRITING = page.dialog.id == composer.BOX
STRIP = "flex items-center gap-2 mx-5 max-md:mx-2.5 mb-1.5 px-3 min-h-9 rounded-field bg-hover text-sm text-muted"
LIMIT = (
    "flex flex-wrap items-center gap-x-3 mx-5 max-md:mx-2.5 mb-1.5 px-3 min-h-9 rounded-field bg-hover text-sm text-bad"
)
LIMIT_ID = "message-limit"


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
            _underlined("Undo", composer.undo),
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


def limit() -> rx.Component:
    """Return a counter near the limit, and above the limit the error with a button that splits the text."""
    size = composer.size
    return rx.fragment(
        rx.cond(
            size.count > MAX_MESSAGE,
            rx.el.div(
                rx.el.span(
                    f"This is {size.shown} characters; a message holds {MAX_MESSAGE:,}. Nothing is lost.",
                    id=LIMIT_ID,
                    role="status",
                    class_name="flex-1",
                ),
                rx.cond(
                    composer.mode.kind != "edit", _underlined(f"Send as {size.parts} messages", sending.send_split)
                ),
                class_name=LIMIT,
            ),
            rx.cond(
                size.count > 0,
                rx.el.div(
                    f"{size.shown} of {MAX_MESSAGE:,} characters",
                    id=LIMIT_ID,
                    class_name="px-6 pb-1 text-xs text-muted text-right",
                ),
            ),
        ),
        composer.length_effect(),
    )


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


def _underlined(text: Any, on_click: Any) -> rx.Component:
    look = "font-semibold text-accent-ink underline underline-offset-2 min-h-9 max-md:min-h-11"
    return plain_button(text, on_click=on_click, class_name=look)


def _quick(emoji: rx.Var[str]) -> rx.Component:
    return plain_button(
        emoji,
        aria_label=rx.cond(WRITING, f"Write {emoji}", f"React with {emoji}"),
        on_click=composer.pick_emoji({"emoji": emoji}),
        class_name="touch grid place-items-center size-9 rounded-row text-lg hover:bg-hover",
        key=emoji,
    )

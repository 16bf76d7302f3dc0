"""What stands around the message box for a moment: what one answers or edits, an undo, a refusal, a question."""

from typing import Any

import reflex as rx

from chat_app.browser import composer
from chat_app.components.button import button, icon_button
from chat_app.components.dialog import dialog, dialog_actions
from chat_app.components.emoji_picker import emoji_picker
from chat_app.live.browser import calling as going
from chat_app.live.browser import composing
from chat_app.live.browser.javascript import handler
from chat_app.states.message import MessageState
from chat_app.views import stores

QUICK = ("👍", "❤️", "😂", "🎉", "👀", "✅", "🙏", "🚀")
WRITING = composer.picking == composing.BOX
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
            icon_button("x", "Cancel", size=16, on_click=composing.cancel(stores.COMPOSER)),
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
                on_click=composing.undo(stores.COMPOSER, MessageState.undo),
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
    shut = handler("(shown) => { if (!shown) set$composer({picking: null}); }", composer=stores.COMPOSER)
    return dialog(
        rx.el.div(*(_quick(each) for each in QUICK), class_name="flex justify-between mb-3"),
        emoji_picker(_pick("picked.emoji")),
        title=rx.cond(WRITING, "Emoji", "React"),
        open=composer.picking != "",
        on_open_change=shut,
    )


def calling() -> rx.Component:
    """Asked before a large room is called as a whole; the text waits in the box."""
    loud = going.asked(stores.COMPOSER)
    away = going.think_again(stores.COMPOSER)
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
            button("Back to the text", variant="ghost", on_click=away),
            button("Send anyway", on_click=going.go_ahead(stores.COMPOSER)),
        ),
        title=f"Mention {loud.people} people?",
        open=loud.word != "",
        on_open_change=away,
    )


def _quick(emoji: str) -> rx.Component:
    return rx.el.button(
        emoji,
        type="button",
        aria_label=rx.cond(WRITING, f"Write {emoji}", f"React with {emoji}"),
        on_click=_pick(repr(emoji)),
        class_name="touch grid place-items-center size-9 rounded-row text-lg hover:bg-hover",
    )


def _pick(emoji: str) -> Any:
    """Write or react with `emoji`, a JavaScript expression in which `picked` is what the picker says."""
    return handler(
        f"""
        (picked) => {{
          const id = $composer.picking, box = document.querySelector("[name=message]");
          set$composer({{picking: null}});
          if (id === "{composing.BOX}") {{
            box.setRangeText({emoji}, box.selectionStart, box.selectionEnd, "end");
            box.dispatchEvent(new Event("input", {{bubbles: true}}));
          }} else if (id) @react(id, {emoji});
        }}
        """,
        {"react": MessageState.react},
        composer=stores.COMPOSER,
    )

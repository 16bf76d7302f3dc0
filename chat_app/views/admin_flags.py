"""The admin page *Flagged*."""

from typing import Any

import reflex as rx

from chat_app.browser import page
from chat_app.browser.days import moment
from chat_app.components.button import button, look
from chat_app.components.empty_state import empty_state
from chat_app.components.link import link
from chat_app.services.flags import FlagOut
from chat_app.states.flags import FlagsState
from chat_app.views.dialog import question, replies
from chat_app.views.listing import found

State = FlagsState


def admin_flags() -> rx.Component:
    """Return the list of flagged messages, newest first, each to be dismissed or removed."""
    return rx.fragment(
        replies(),
        found(
            "Flagged messages",
            State,
            _flag,
            empty_state("check", "Nothing to look at", "What a message filter flags is listed here."),
        ),
        question(
            "remove_flagged",
            "Remove this message?",
            "It is hidden from everybody at once, and erased ten seconds later.",
            button("Remove", variant="danger", on_click=State.remove_flagged(page.dialog.id)),
        ),
    )


def _flag(flag: rx.Var[FlagOut]) -> rx.Component:
    place = rx.cond(flag.room != "", f"#{flag.room}", "a direct conversation")
    return rx.el.li(
        rx.el.p(
            rx.el.b(flag.sender, class_name="font-semibold"),
            rx.el.span(f" in {place} · {moment(flag.at)}", class_name="text-muted"),
            class_name="text-sm wrap-anywhere",
        ),
        rx.cond(
            flag.text != "",
            rx.el.blockquote(
                flag.text,
                class_name="my-2 pl-3 border-l-2 border-line text-base whitespace-pre-wrap wrap-anywhere max-h-48 "
                "overflow-y-auto",
            ),
            rx.el.p("This message has been deleted.", class_name="my-2 text-sm text-muted"),
        ),
        rx.el.p(f"{flag.reason} ({flag.filter})", class_name="text-xs text-muted wrap-anywhere"),
        _acts(flag),
        class_name="py-4 border-b border-line last:border-0",
        key=flag.id,
    )


def _acts(flag: Any) -> rx.Component:
    return rx.el.div(
        button(
            "Dismiss",
            variant="secondary",
            aria_label=f"Dismiss the flag on the message of {flag.sender}",
            on_click=State.dismiss_flag(flag.id),
        ),
        rx.cond(
            flag.text != "",
            button(
                "Remove message",
                variant="secondary",
                aria_label=f"Remove the message of {flag.sender}",
                on_click=page.opens("remove_flagged", flag.id),
            ),
        ),
        rx.cond(
            flag.here & (flag.text != ""),
            link("Show in room", href=f"/rooms/{flag.room_id}/{flag.message_id}", class_name=look("ghost")),
        ),
        class_name="flex flex-wrap gap-2 mt-3",
    )

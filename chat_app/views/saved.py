"""The list of saved messages, newest first."""

import reflex as rx

from chat_app.browser import days
from chat_app.components.avatar import avatar
from chat_app.components.button import more_button, plain_button
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.shell import room_header
from chat_app.components.skeleton import message_skeleton
from chat_app.states.saved import SavedLine, SavedState


def saved() -> rx.Component:
    """The page's own part."""
    return rx.fragment(
        room_header("Saved", glyph=icon("bookmark", class_name="inline")),
        rx.el.div(
            rx.cond(SavedState.loaded, _list(), message_skeleton(4)),
            role="region",
            aria_label="Saved messages",
            class_name="flex flex-col flex-1 min-h-0 overflow-y-auto px-2 py-3",
        ),
    )


def _list() -> rx.Component:
    nothing = empty_state(
        "bookmark", "Nothing is saved yet", "Save a message from its menu. Only you see what you have saved."
    )
    return rx.fragment(
        rx.cond(SavedState.found.length() > 0, rx.el.ul(rx.foreach(SavedState.found, _line)), nothing),
        rx.cond(SavedState.more, more_button("Show more", SavedState.older(SavedState.found.length()))),
    )


def _line(line: rx.Var[SavedLine]) -> rx.Component:
    place = rx.cond(line.room != "", f"#{line.room}", "Direct message")
    return rx.el.li(
        avatar(line.sender.initials, line.sender.tint, "lg"),
        rx.el.div(
            rx.el.div(
                rx.el.b(line.sender.name, class_name="font-strong text-row"),
                rx.el.span(place, " · ", days.moment(line.at), class_name="text-xs text-subtle"),
                class_name="flex items-baseline gap-2 flex-wrap",
            ),
            rx.el.p(line.text, class_name="line-clamp-6 whitespace-pre-wrap wrap-anywhere"),
            rx.el.div(
                link("Jump to message", href=line.href, class_name="text-sm font-semibold max-md:py-3"),
                plain_button(
                    "Remove",
                    on_click=SavedState.forget(line.id, SavedState.found.length()),
                    class_name="touch text-sm font-semibold text-muted hover:text-ink max-md:py-3",
                ),
                class_name="flex gap-4 mt-1",
            ),
            class_name="min-w-0 flex-1",
        ),
        class_name="flex gap-3 px-3 py-3 border-b border-line last:border-0",
        key=line.id,
    )

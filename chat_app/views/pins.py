"""The pinned messages of the open room: a button that counts them, and the pane that lists them, both live."""

import reflex as rx

from chat_app.browser import pane
from chat_app.browser.pins import Pinned, count, pinned
from chat_app.components.avatar import avatar
from chat_app.components.button import icon_button, plain_button
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.shell import details_panel
from chat_app.states.message import MessageState

SHOWN, TOGGLE = pane.is_shown("pins"), pane.toggle("pins")


def pins_button() -> rx.Component:
    """Return the button for the room's header: how many messages are pinned."""
    return plain_button(
        icon("pin"),
        rx.cond(count.to(int) > 0, rx.el.span(count, class_name="text-xs font-semibold")),
        title="Pinned messages",
        aria_label=f"Pinned messages, {count}",
        aria_expanded=SHOWN,
        on_click=TOGGLE,
        class_name="touch flex items-center justify-center gap-1 min-w-8 h-8 px-1.5 rounded-row hover:bg-hover "
        "hover:text-ink active:bg-press aria-expanded:bg-hover aria-expanded:text-ink",
    )


def pins() -> rx.Component:
    """Return the pane *Pinned messages*."""
    nothing = empty_state("pin", "Nothing is pinned yet", "Pin a message from its menu, and everybody finds it here.")
    return details_panel(
        "Pinned messages",
        rx.cond(pinned.length() > 0, rx.el.ul(rx.foreach(pinned, _pinned), class_name="py-1.5"), nothing),
        on_close=TOGGLE,
    )


def _pinned(each: rx.Var[Pinned]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            avatar(each.sender.initials, each.sender.tint, "sm"),
            rx.el.b(each.sender.name, class_name="font-strong truncate"),
            rx.el.span(each.when, class_name="text-xs text-subtle flex-none"),
            icon_button(
                "x",
                "Unpin",
                size=16,
                class_name="ml-auto",
                on_click=MessageState.pin(each.id, False),
            ),
            class_name="flex items-center gap-2",
        ),
        rx.el.p(each.text, class_name="my-1 line-clamp-4 whitespace-pre-wrap wrap-anywhere"),
        link("Jump to message", href=each.href, class_name="text-xs font-semibold"),
        class_name="px-5 py-3 border-b border-line last:border-0 text-sm",
        key=each.id,
    )

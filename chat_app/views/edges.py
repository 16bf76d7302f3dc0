"""The ends of the feed: older and newer pages, and the way back to the newest message."""

from typing import Any

import reflex as rx

from chat_app.browser import feed_window, room
from chat_app.browser.bidi import in_sentence
from chat_app.components.button import more_button, plain_button
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.states.feed import FeedState

PILL = (
    "absolute z-10 bottom-2 left-1/2 -translate-x-1/2 flex items-center gap-1.5 px-3.5 h-8 max-md:h-11 rounded-full "
    "text-sm font-semibold whitespace-nowrap shadow-pop rise"
)


def top() -> rx.Component:
    """Return the button that loads older messages, pressed by the page near the top; or the beginning of the room."""
    older = FeedState.older(room.view.room_id, room.view.floor, room.view.ceil)
    return rx.el.div(
        rx.cond(
            room.view.floor > 1,
            more_button("Load older", older, data_edge="older"),
            empty_state("hash", _beginning(), "Everything that is written here is kept."),
        ),
        style={"overflowAnchor": "none"},
    )


def bottom() -> rx.Component:
    """Return the button that loads newer messages, where the window ends before the newest."""
    newer = FeedState.newer(room.view.room_id, room.view.floor, room.view.ceil)
    return rx.el.div(
        rx.cond(room.view.ceil > 0, more_button("Load newer", newer, data_edge="newer")),
        style={"overflowAnchor": "none"},
    )


def to_latest() -> rx.Component:
    """Return *3 new messages* when some came after the reader left the end, or *Jump to latest* far from the end."""
    waiting = room.waiting.to(int)
    news = rx.cond(waiting == 1, "1 new message", f"{waiting} new messages")
    return rx.el.div(
        rx.cond(
            waiting > 0,
            _pill(news, "bg-accent text-on-accent hover:bg-accent-hover"),
            rx.cond(room.away, _pill("Jump to latest", "border border-line-strong bg-raised text-ink hover:bg-hover")),
        ),
        role="status",
        aria_label="New posts",
        class_name="relative flex-none h-0",
    )


def _pill(text: Any, colours: str) -> rx.Component:
    return plain_button(icon("down", 16), text, on_click=feed_window.to_latest, class_name=f"{PILL} {colours}")


def _beginning() -> rx.Var[str]:
    name = in_sentence(room.row.name)
    return rx.cond(
        room.row.kind == "direct",
        f"The beginning of your conversation with {name}",
        f"This is the beginning of #{name}",
    )

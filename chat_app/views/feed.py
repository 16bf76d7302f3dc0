"""The feed: the window of the open room, oldest at the top, with what is on its way at the end.

The scroller is a reversed column with one child, so that nothing jumps: at the bottom it stays at the bottom,
scrolled up it stays where it is, and older messages come in above without moving the text on the screen.
"""

from typing import Any

import reflex as rx

from chat_app.browser import feed_window, lines, message, outbox, presence, room, session
from chat_app.browser.bidi import in_sentence
from chat_app.browser.lines import Echo, Line
from chat_app.components.button import button, plain_button
from chat_app.components.empty_state import empty_state
from chat_app.components.message_bubble import message_bubble
from chat_app.components.notice import notice
from chat_app.components.skeleton import message_skeleton
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState
from chat_app.views import edges
from chat_app.views.message import message_line

one_of: Any = rx.match
RETRY, EDIT, DISCARD = ("Retry", outbox.retry), ("Edit", outbox.edit), ("Discard", outbox.discard)


def feed() -> rx.Component:
    """Return the region *Messages*, or the reason why there is none."""
    return one_of(
        room.view.status,
        ("open", rx.fragment(_to_first_unread(), _scroller(), edges.to_latest(), _typing(), feed_window.effect())),
        ("outside", _outside()),
        ("left", _left()),
        ("missing", empty_state("hash", "There is no such room", "It may have been removed, or you are not in it.")),
        ("failed", _failed()),
        _opening(),
    )


def _opening() -> rx.Component:
    """Return grey shapes, which appear only after a moment, and the texts that the reader sends meanwhile."""
    return rx.el.div(
        rx.el.div(message_skeleton(7), class_name="late"),
        rx.foreach(lines.echoes, _echo),
        role="log",
        aria_label="Messages",
        aria_busy=True,
        class_name="flex-1 min-h-0 overflow-hidden flex flex-col justify-end pb-1",
    )


def archived_notice() -> rx.Component:
    """Return the notice that an archived room is read-only."""
    return rx.cond(
        room.row.archived & (room.view.status == "open"),
        rx.el.div(notice("This room is archived. It can be read, and nothing more.", "info"), class_name="px-5 py-3"),
    )


def _scroller() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            edges.top(),
            rx.foreach(lines.lines, _line),
            rx.foreach(lines.echoes, _echo),
            edges.bottom(),
            class_name="pb-1",
        ),
        id="feed",
        role="log",
        aria_label="Messages",
        tab_index=0,
        on_click=message.clicked,
        custom_attrs={"data-scroll": "1"},
        class_name="flex-1 min-h-0 overflow-y-auto overflow-x-hidden flex flex-col-reverse outline-none",
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.fragment(
        message_line(line=line, me=session.me.user_id, moderator=room.may("moderate")), key=line.message.id
    )


def _echo(echo: rx.Var[Echo]) -> rx.Component:
    return message_bubble(
        echo,
        presence.myself,
        echo,
        state=echo.state,
        body=rx.el.p(echo.text, class_name="tx whitespace-pre-wrap wrap-anywhere"),
        footer=one_of(
            echo.state,
            ("refused", _note(echo, echo.reason, RETRY, EDIT, DISCARD, role="alert")),
            ("unconfirmed", _note(echo, "Not confirmed yet.", RETRY)),
            rx.cond(
                echo.delayed,
                _note(echo, f"{echo.reason} This is sent by itself then, and what follows after it.", EDIT, DISCARD),
            ),
        ),
        key=echo.client_msg_id,
    )


def _note(echo: rx.Var[Echo], text: Any, *acts: tuple[str, Any], role: Any = "status") -> rx.Component:
    """Return why a text is not stored yet, with what its author may do: each act is a label and a handler by id."""
    return rx.el.div(
        rx.el.span(text, role=role),
        *(
            plain_button(
                label,
                on_click=act(echo.client_msg_id),
                class_name="font-semibold underline underline-offset-2 max-md:min-h-11",
            )
            for label, act in acts
        ),
        class_name=f"flex flex-wrap items-center gap-2.5 text-sm {'text-bad' if role == 'alert' else 'text-muted'}",
    )


def _to_first_unread() -> rx.Component:
    return rx.cond(
        room.missed.to(int) > 0,
        plain_button(
            "Jump to first unread",
            on_click=FeedState.around(room.view.room_id, room.missed),
            class_name="absolute z-10 top-16 left-1/2 -translate-x-1/2 px-3.5 h-8 max-md:h-11 rounded-full bg-accent "
            "text-on-accent text-sm font-semibold shadow-pop",
        ),
    )


def _typing() -> rx.Component:
    return rx.el.div(
        lines.typing,
        role="status",
        aria_label="Typing",
        class_name="flex-none h-5.5 px-5 pl-17 max-md:pl-4 text-xs/5 text-muted truncate",
    )


def _outside() -> rx.Component:
    row = room.row
    return empty_state("hash", f"You are not in #{in_sentence(row.name)} yet", row.topic, _join("Join room"))


def _left() -> rx.Component:
    again = rx.cond(room.row.kind == "open", _join("Join again"))
    row = room.row
    why = rx.cond(
        room.remover != "",
        f"You were removed from #{in_sentence(row.name)} by {in_sentence(room.remover)}",
        "You are no longer in this room",
    )
    return empty_state("hash", why, "Its messages are not shown to you any more.", again, role="status")


def _failed() -> rx.Component:
    retry = button("Try again", variant="secondary", on_click=FeedState.latest(room.view.room_id))
    return empty_state("warn", "This room could not be loaded", "The server is having trouble.", retry)


def _join(label: str) -> rx.Component:
    return button(label, on_click=RoomsState.join(room.view.room_id))

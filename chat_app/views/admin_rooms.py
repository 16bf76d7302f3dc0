"""The admin page *Rooms*."""

from typing import Any

import reflex as rx

from chat_app.components.button import button
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.services.room_list import RoomLine
from chat_app.states.admin import AdminRoomsState
from chat_app.views.listing import listing

State = AdminRoomsState
AGAIN = State.turn(State.words, State.page)


def admin_rooms() -> rx.Component:
    """Return the list of all rooms but direct ones: how large each is, and whether it is in use."""
    return listing("Rooms", State, _room, empty_state("hash", "No such room", "Try fewer letters."))


def _room(line: rx.Var[RoomLine]) -> rx.Component:
    room: Any = line
    return rx.el.li(
        rx.cond(room.kind == "closed", icon("lock"), icon("hash")),
        rx.el.span(
            rx.el.span(room.name, class_name="block truncate font-semibold"),
            rx.el.span(f"{room.members} members · {room.posts} messages", class_name="block text-xs text-muted"),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            room.archived,
            button(
                "Use again",
                variant="secondary",
                aria_label=f"Use {room.name} again",
                on_click=[State.archive(room.id, False), AGAIN],
            ),
            button(
                "Archive",
                variant="secondary",
                aria_label=f"Archive {room.name}",
                on_click=[State.archive(room.id, True), AGAIN],
            ),
        ),
        class_name="flex items-center gap-3 py-2.5 border-b border-line last:border-0",
        key=room.id,
    )

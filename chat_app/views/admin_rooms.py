"""The admin page *Rooms*."""

from typing import Any

import reflex as rx

from chat_app.components.button import button
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.services.room_list import RoomLine
from chat_app.states.admin import AdminRoomsState
from chat_app.views.listing import listing, two_lines

State = AdminRoomsState
AGAIN = State.turn(State.words, State.page)


def admin_rooms() -> rx.Component:
    """Return the list of all rooms but direct ones: how large each is, and whether it is in use."""
    return listing("Rooms", State, _room, empty_state("hash", "No such room", "Try fewer letters."))


def _room(room: rx.Var[RoomLine]) -> rx.Component:
    return rx.el.li(
        rx.cond(room.kind == "closed", icon("lock"), icon("hash")),
        two_lines(room.name, f"{room.members} members · {room.posts} messages"),
        rx.cond(
            room.archived,
            _archive(room, False, "Use again", f"Use {room.name} again"),
            _archive(room, True, "Archive", f"Archive {room.name}"),
        ),
        class_name="flex items-center gap-3 py-2.5 border-b border-line last:border-0",
        key=room.id,
    )


def _archive(room: Any, archived: bool, text: str, label: Any) -> rx.Component:
    return button(text, variant="secondary", aria_label=label, on_click=[State.archive(room.id, archived), AGAIN])

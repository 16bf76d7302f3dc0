"""The head of the open room."""

import reflex as rx

from chat_app.components.button import icon_button
from chat_app.components.menu import menu, menu_item
from chat_app.components.shell import room_header as header
from chat_app.states.details import DetailsState
from chat_app.states.rooms import RoomsState
from chat_app.views import lines


def room_header() -> rx.Component:
    """Name, topic, and what one can do with the room."""
    row = lines.open_row
    return header(
        row.name,
        row.topic,
        rx.cond(
            lines.view.status == "open",
            rx.fragment(
                icon_button("panel", "Details", on_click=DetailsState.toggle(lines.view.room_id)),
                rx.cond(row.kind != "direct", _menu()),
            ),
        ),
        back_href="/rooms",
        glyph=rx.cond((row.kind == "direct") | (row.name == ""), rx.fragment(), rx.fragment("#")),
    )


def _menu() -> rx.Component:
    return menu(
        icon_button("more", "Room menu"),
        menu_item("Leave room", "sign-out", on_select=RoomsState.leave(lines.view.room_id), danger=True),
        align="end",
    )

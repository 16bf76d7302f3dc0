"""The header of the room on the screen."""

from typing import Any

import reflex as rx

from chat_app.browser import page, presence, room, room_details
from chat_app.components.button import icon_button, plain_button
from chat_app.components.icon import icon
from chat_app.components.menu import menu, menu_choice, menu_item, menu_separator
from chat_app.components.shell import room_header as header
from chat_app.states.room_acts import RoomActsState
from chat_app.views import search as searches
from chat_app.views.details import HERE, LEVELS, TOGGLE
from chat_app.views.pins import pins_button


def room_header() -> rx.Component:
    """Return the header: name, topic or the other person's status, and the buttons."""
    row = room.row
    paired = room.partner != ""
    return rx.fragment(
        presence.last_seen_effect(),
        header(
            row.name,
            rx.cond(paired, _status(), row.topic),
            rx.cond(
                room.inside,
                rx.fragment(_people(), _star(), pins_button(), searches.opener(), _details(), _menu()),
            ),
            glyph=rx.cond(
                (row.kind == "direct") | (row.name == ""),
                rx.fragment(),
                rx.cond(row.kind == "closed", icon("lock", 16, class_name="inline"), rx.fragment("#")),
            ),
            topic_on_phone=paired,
        ),
    )


def _people() -> rx.Component:
    return rx.cond(
        room.row.kind != "direct",
        plain_button(
            icon("people", 16),
            room.members,
            aria_label=f"{room.members} members",
            on_click=TOGGLE,
            class_name="max-md:hidden flex items-center gap-1.25 h-8 px-2 rounded-row text-sm text-muted "
            "hover:bg-hover",
        ),
    )


def _status() -> Any:
    """Return the other person's status and presence, for a direct room of two."""
    row, here = room.row, presence.status_or_last_seen(room.partner)
    return rx.cond(row.emoji != "", f"{row.emoji} {row.status} · {here}", here)


def _star() -> rx.Component:
    row = room.row
    return icon_button(
        "star",
        rx.cond(row.starred, "Unstar this room", "Star this room"),
        aria_pressed=row.starred,
        on_click=RoomActsState.star(row.id, ~row.starred),
    )


def _details() -> rx.Component:
    return icon_button("panel", "Details", aria_expanded=room_details.shown, on_click=TOGGLE)


def _menu() -> rx.Component:
    row = room.row
    named = row.kind != "direct"
    return menu(
        icon_button("more", "Room menu"),
        *(_level(level, label) for level, label in LEVELS),
        rx.cond(named, menu_separator()),
        rx.cond(
            named & room.may("add") & ~row.archived,
            menu_item("Add people", "people", on_select=page.opens("add_people", HERE)),
        ),
        rx.cond(
            named & room.may("describe") & ~row.archived,
            menu_item("Edit room", "edit", on_select=page.opens("edit_room", HERE)),
        ),
        rx.cond(named & room.may("moderate"), _archive()),
        rx.cond(named, menu_item("Leave room", "sign-out", on_select=page.opens("leave", HERE), danger=True)),
        align="end",
    )


def _level(level: str, label: str) -> rx.Component:
    row: Any = room.row
    name = {"everything": "Notify me of everything", "mentions": "Notify me of mentions", "nothing": "Mute"}[level]
    return menu_choice(name, row.level == level, on_select=RoomActsState.involve(row.id, level))


def _archive() -> rx.Component:
    return rx.cond(
        room.row.archived,
        menu_item("Use this room again", "archive", on_select=page.opens("unarchive", HERE)),
        menu_item("Archive room", "archive", on_select=page.opens("archive", HERE)),
    )

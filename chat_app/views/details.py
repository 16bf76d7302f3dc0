"""The third pane: the room's topic, notification level and members, with what the reader may do to each."""

from typing import Any

import reflex as rx

from chat_app.browser import page, pane, presence, room, room_details
from chat_app.components.avatar import avatar
from chat_app.components.badge import status_badge
from chat_app.components.button import button, icon_button, plain_button
from chat_app.components.field import INPUT
from chat_app.components.menu import menu, menu_item
from chat_app.components.shell import details_panel, details_section
from chat_app.states.room_acts import RoomActsState

TOGGLE = pane.toggle("details")
HERE = room.view.room_id
LEVELS = (("everything", "Everything"), ("mentions", "Mentions only"), ("nothing", "Nothing"))


def details() -> rx.Component:
    """Return the pane, while it is open for the room on the screen."""
    return rx.fragment(
        room_details.effect(),
        rx.cond(
            room_details.shown,
            details_panel("Details", _about(), _notifications(), _members(), on_close=TOGGLE),
        ),
    )


def _about() -> rx.Component:
    row, about = room.row, room_details.about
    return rx.cond(
        row.kind != "direct",
        details_section(
            "About",
            rx.el.p(rx.cond(row.topic != "", row.topic, "No topic yet."), class_name="wrap-anywhere"),
            rx.cond(
                about.description != "",
                rx.el.p(about.description, class_name="mt-2 whitespace-pre-wrap wrap-anywhere text-muted"),
            ),
            rx.cond(about.created != "", rx.el.p(about.created, class_name="mt-2 text-xs text-muted")),
            rx.cond(
                room.may("describe") & ~row.archived,
                rx.el.div(
                    button("Edit", variant="secondary", on_click=page.opens("edit_room", HERE)), class_name="mt-3"
                ),
            ),
        ),
    )


def _notifications() -> rx.Component:
    row = room.row
    return details_section(
        "Notifications",
        rx.el.select(
            *(rx.el.option(label, value=level) for level, label in LEVELS),
            value=row.level,
            on_change=lambda level: RoomActsState.involve(room.view.room_id, level),
            aria_label="Notifications",
            class_name=INPUT,
        ),
    )


def _members() -> rx.Component:
    row = room.row
    return details_section(
        "Members",
        rx.cond(
            room.may("add") & ~row.archived,
            rx.el.div(
                button("Add people", variant="secondary", on_click=page.opens("add_people", HERE)), class_name="mb-2"
            ),
        ),
        rx.el.ul(rx.foreach(room_details.members, _member)),
        count=room_details.members.length(),
    )


def _member(person: rx.Var[room_details.Member]) -> rx.Component:
    status = presence.status_of(person.id)
    return rx.el.li(
        avatar(person.initials, person.tint, "md", picture=person.picture, presence=status),
        rx.el.span(
            plain_button(
                person.name,
                rx.el.span(f", {presence.label_of(status).lower()}", class_name="sr-only"),
                aria_haspopup="dialog",
                data_card=person.id,
                class_name="touch block max-w-full truncate hover:underline underline-offset-2",
            ),
            rx.el.span(presence.last_seen(person.id), class_name="block truncate text-xs text-muted empty:hidden"),
            class_name="min-w-0",
        ),
        status_badge(presence.saying_of(person)),
        rx.el.span(rx.cond(person.role == "owner", "Owner", ""), class_name="ml-auto flex-none text-xs text-muted"),
        rx.cond(person.manageable, _member_menu(person)),
        class_name="flex items-center gap-2.5 min-h-9.5 max-md:min-h-11",
        key=person.id,
    )


def _member_menu(person: Any) -> rx.Component:
    def asks(kind: page.Kind) -> Any:
        return page.opens(kind, HERE, user_id=person.id, name=person.name)

    return menu(
        icon_button("more", f"What to do with {person.name}", size=16),
        rx.cond(
            person.role == "owner",
            menu_item("Make member", "people", on_select=asks("member")),
            menu_item("Make owner", "star", on_select=asks("owner")),
        ),
        rx.cond(room.owned, menu_item("Hand over the room", "reply", on_select=asks("hand_over"))),
        menu_item("Remove from room", "sign-out", on_select=asks("remove"), danger=True),
        align="end",
    )

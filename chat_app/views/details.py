"""The third pane: about the room, and who is in it."""

import reflex as rx

from chat_app.components.avatar import avatar
from chat_app.components.shell import details_panel, details_section
from chat_app.states.details import DetailsState, Member
from chat_app.views import lines


def details() -> rx.Component:
    """The pane, while it is open for the room that is shown."""
    row = lines.open_row
    return rx.cond(
        (DetailsState.room_id != "") & (DetailsState.room_id == lines.view.room_id),
        details_panel(
            "Details",
            details_section("About", rx.el.p(rx.cond(row.topic != "", row.topic, "No topic yet."))),
            details_section(
                "Members",
                rx.el.ul(rx.foreach(DetailsState.members, _member)),
                count=DetailsState.members.length(),
            ),
            on_close=DetailsState.toggle(lines.view.room_id),
        ),
    )


def _member(member: rx.Var[Member]) -> rx.Component:
    person, presence = lines.newest(member.person), lines.presence_of(member.person.id)
    return rx.el.li(
        avatar(person.initials, person.tint, "md", picture=person.picture, presence=presence),
        rx.el.span(
            person.name,
            rx.el.span(f", {lines.presence_label(presence).lower()}", class_name="sr-only"),
            class_name="truncate",
        ),
        lines.badge(person),
        rx.cond(member.owner, rx.el.span("Owner", class_name="ml-auto text-xs text-muted")),
        class_name="flex items-center gap-2.5 h-9.5",
        key=person.id,
    )

"""The dialogs that the sidebar opens."""

from typing import Any

import reflex as rx

from chat_app.browser.clipboard import copies_field, selects_all
from chat_app.components.button import button
from chat_app.components.dialog import dialog, dialog_actions
from chat_app.components.empty_state import empty_state
from chat_app.components.field import radio_cards, text_field
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.notice import notice
from chat_app.components.person_picker import person_picker
from chat_app.schemas import RoomOut
from chat_app.states.dialogs import BrowseState, InviteState, NewMessageState, NewRoomState
from chat_app.states.rooms import RoomsState
from chat_app.views.room_dialogs import room_dialogs
from chat_app.views.status import status_dialog

KINDS = (
    ("open", "Open", "Everyone in the workspace can find and join it."),
    ("closed", "Closed", "Only people who are invited see it."),
)


def dialogs() -> rx.Component:
    """All of them, closed until asked for."""
    return rx.fragment(_new_room(), _new_message(), _browse(), _invite(), room_dialogs(), status_dialog())


def _new_room() -> rx.Component:
    return dialog(
        rx.el.form(
            text_field("Room name", "name", error=NewRoomState.error, max_length=80, auto_complete="off"),
            radio_cards("kind", "Who can find it", KINDS, "open"),
            dialog_actions(_cancel(NewRoomState), button("Create room", type="submit")),
            on_submit=NewRoomState.create,
        ),
        title="New room",
        open=NewRoomState.shown,
        on_open_change=NewRoomState.show,
    )


def _new_message() -> rx.Component:
    return dialog(
        rx.el.form(
            person_picker(
                NewMessageState.people, NewMessageState.word, NewMessageState.set_word, error=NewMessageState.error
            ),
            rx.cond(
                NewMessageState.people.length() == 0,
                empty_state("people", "Nobody else is here yet", "Invite a colleague, then talk to them."),
            ),
            dialog_actions(_cancel(NewMessageState), button("Start", type="submit")),
            on_submit=NewMessageState.start,
        ),
        title="New message",
        open=NewMessageState.shown,
        on_open_change=NewMessageState.show,
    )


def _browse() -> rx.Component:
    return dialog(
        rx.el.ul(rx.foreach(BrowseState.found, _open_room), class_name="max-h-96 overflow-y-auto"),
        rx.cond(
            BrowseState.found.length() == 0,
            empty_state("hash", "You are in every open room", "Create a new one for a new subject."),
        ),
        rx.cond(
            BrowseState.archived.length() > 0,
            rx.el.section(
                rx.el.h3("Archived", class_name="mt-4 mb-1 text-xs font-semibold text-muted"),
                rx.el.ul(rx.foreach(BrowseState.archived, _archived)),
                aria_label="Archived",
            ),
        ),
        title="Browse rooms",
        open=BrowseState.shown,
        on_open_change=BrowseState.show,
    )


def _open_room(room: rx.Var[RoomOut]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(f"#{room.name}", class_name="block truncate font-semibold"),
            rx.el.span(room.topic, class_name="block truncate text-xs text-muted"),
            class_name="flex-1 min-w-0",
        ),
        button(
            "Join",
            variant="secondary",
            aria_label=f"Join {room.name}",
            on_click=[RoomsState.join(room.id), BrowseState.show(False)],
        ),
        class_name="flex items-center gap-3 py-2 border-b border-line last:border-0",
        key=room.id,
    )


def _archived(room: rx.Var[RoomOut]) -> rx.Component:
    return rx.el.li(
        link(
            icon("archive"),
            rx.el.span(room.name, class_name="truncate"),
            href=f"/rooms/{room.id}",
            on_click=BrowseState.show(False),
            class_name="flex items-center gap-2.5 min-h-11 px-2 -mx-2 rounded-row hover:bg-hover",
        ),
        key=room.id,
    )


def _invite() -> rx.Component:
    return dialog(
        rx.cond(InviteState.error != "", notice(InviteState.error, "bad")),
        text_field(
            "Invite link",
            "link",
            id="invite-link",
            value=InviteState.link,
            read_only=True,
            hint="Whoever opens it can join this workspace. It works for 14 days.",
            on_focus=selects_all,
        ),
        dialog_actions(
            link(
                "More ways to invite",
                href="/invites",
                on_click=InviteState.show(False),
                class_name="touch mr-auto self-center text-sm font-semibold text-accent-ink underline",
            ),
            button("Copy link", type="button", on_click=copies_field("invite-link")),
        ),
        title="Invite people",
        open=InviteState.shown,
        on_open_change=InviteState.show,
    )


def _cancel(state: Any) -> rx.Component:
    return button("Cancel", variant="ghost", type="button", on_click=state.show(False))

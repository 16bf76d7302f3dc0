"""The dialogs that the sidebar opens."""

import reflex as rx

from chat_app.browser import page, sign_out
from chat_app.browser.clipboard import copies_field, selects_all
from chat_app.components.button import button
from chat_app.components.dialog import dialog_actions
from chat_app.components.empty_state import empty_state
from chat_app.components.field import radio_cards, text_field
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.skeleton import room_skeleton
from chat_app.schemas import RoomOut
from chat_app.states.dialogs import DialogsState
from chat_app.states.rooms import RoomsState
from chat_app.views.dialog import cancel_button, dialog, people_dialog, question, refused
from chat_app.views.listing import two_lines
from chat_app.views.room_dialogs import room_dialogs
from chat_app.views.status import status_dialog

KINDS = (
    ("open", "Open", "Everyone in the workspace can find and join it."),
    ("closed", "Closed", "Only people who are invited see it."),
)


def dialogs() -> rx.Component:
    """Return all dialogs of the sidebar and of the open room."""
    return rx.fragment(
        _new_room(), _new_message(), _browse(), _invite(), room_dialogs(), status_dialog(), _sign_out_question()
    )


def _new_room() -> rx.Component:
    return dialog(
        "new_room",
        rx.el.form(
            text_field("Room name", "name", error=page.refusal, max_length=80, auto_complete="off"),
            radio_cards("kind", "Who can find it", KINDS, "open"),
            dialog_actions(cancel_button(), button("Create room", type="submit")),
            on_submit=DialogsState.create,
        ),
        title="New room",
    )


def _new_message() -> rx.Component:
    nobody = empty_state("people", "Nobody else is here yet", "Invite a colleague, then talk to them.")
    return people_dialog("new_message", "New message", nobody, "Start", DialogsState.start)


def _browse() -> rx.Component:
    found, archived = page.content.rooms, page.content.archived
    return dialog(
        "browse",
        refused(),
        rx.cond(
            page.is_filled,
            rx.fragment(
                rx.el.ul(rx.foreach(found, _open_room), class_name="max-h-96 overflow-y-auto"),
                rx.cond(
                    found.length() == 0,
                    empty_state("hash", "You are in every open room", "Create a new one for a new subject."),
                ),
                rx.cond(
                    archived.length() > 0,
                    rx.el.section(
                        rx.el.h3("Archived", class_name="mt-4 mb-1 text-xs font-semibold text-muted"),
                        rx.el.ul(rx.foreach(archived, _archived)),
                        aria_label="Archived",
                    ),
                ),
            ),
            room_skeleton(4),
        ),
        title="Browse rooms",
    )


def _open_room(room: rx.Var[RoomOut]) -> rx.Component:
    return rx.el.li(
        two_lines(f"#{room.name}", room.topic),
        button("Join", variant="secondary", aria_label=f"Join {room.name}", on_click=RoomsState.join(room.id)),
        class_name="flex items-center gap-3 py-2 border-b border-line last:border-0",
        key=room.id,
    )


def _archived(room: rx.Var[RoomOut]) -> rx.Component:
    return rx.el.li(
        link(
            icon("archive"),
            rx.el.span(room.name, class_name="truncate"),
            href=f"/rooms/{room.id}",
            on_click=page.close,
            class_name="flex items-center gap-2.5 min-h-11 px-2 -mx-2 rounded-row hover:bg-hover",
        ),
        key=room.id,
    )


def _invite() -> rx.Component:
    return dialog(
        "invite",
        refused(),
        rx.cond(page.is_filled, _invite_link(), rx.cond(page.refusal == "", room_skeleton(2))),
        dialog_actions(
            link(
                "More ways to invite",
                href="/invites",
                on_click=page.close,
                class_name="touch mr-auto self-center text-sm font-semibold text-accent-ink underline",
            ),
            button("Copy link", type="button", on_click=copies_field("invite-link")),
        ),
        title="Invite people",
    )


def _invite_link() -> rx.Component:
    return text_field(
        "Invite link",
        "link",
        id="invite-link",
        value=page.content.link,
        read_only=True,
        auto_focus=True,
        hint="Whoever opens it can join this workspace. It works for 14 days.",
        on_focus=selects_all,
    )


def _sign_out_question() -> rx.Component:
    return question(
        "sign_out",
        "Sign out?",
        rx.cond(
            page.dialog.count == 1,
            "One text of yours in this tab is not sent yet. It would be lost.",
            f"{page.dialog.count} texts of yours in this tab are not sent yet. They would be lost.",
        ),
        button("Sign out and discard", variant="danger", on_click=[page.close, sign_out.sign_out_anyway]),
        cancel="Stay",
    )

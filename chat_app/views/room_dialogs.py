"""The dialogs about one room: edit it, add people, and the questions before something is lost."""

import reflex as rx

from chat_app.browser import page, room, room_details
from chat_app.browser.bidi import in_sentence
from chat_app.browser.page import Kind
from chat_app.components.button import Variant, button
from chat_app.components.dialog import dialog_actions
from chat_app.components.empty_state import empty_state
from chat_app.components.field import text_area, text_field
from chat_app.components.skeleton import room_skeleton
from chat_app.live.javascript import put
from chat_app.states.room_acts import RoomActsState
from chat_app.states.rooms import RoomsState
from chat_app.views.dialog import cancel_button, dialog, people_dialog, question, refused

ROOM, PERSON = page.dialog.id, page.dialog.user_id
NAME = in_sentence(page.dialog.name)


def room_dialogs() -> rx.Component:
    """Return all dialogs about the open room."""
    nobody = empty_state("people", "Everybody is in this room already", "Invite a colleague to the workspace.")
    return rx.fragment(
        _edit(),
        people_dialog("add_people", "Add people", nobody, "Add", RoomActsState.add),
        _leave(),
        *(
            question(kind, title, consequence, button(confirm, variant=variant, on_click=act))
            for kind, title, consequence, confirm, variant, act in QUESTIONS
        ),
    )


def _edit() -> rx.Component:
    form = rx.cond(room_details.about.fresh, _edit_form(), room_skeleton(4))
    return dialog("edit_room", form, title="Edit room")


def _edit_form() -> rx.Component:
    row = room.row
    return rx.el.form(
        rx.el.input(type="hidden", name="room_id", value=ROOM, read_only=True),
        rx.cond(
            room.may("moderate"),
            text_field("Room name", "name", id="edit-room-name", default_value=row.name, max_length=80, required=True),
        ),
        text_field("Topic", "topic", default_value=row.topic, max_length=250, hint="One line, beside the name."),
        text_area("Description", "description", default_value=room_details.about.description, max_length=1000, rows=4),
        refused(),
        dialog_actions(cancel_button(), button("Save", type="submit")),
        on_submit=RoomActsState.describe,
    )


def _leave() -> rx.Component:
    return question(
        "leave",
        "Leave this room?",
        "You stop seeing its messages. A closed room lets you in by invitation only.",
        rx.cond(
            page.refusal != "",
            button("Choose an owner", on_click=[put(RoomsState, pane=ROOM), page.close]),
            button("Leave", variant="danger", on_click=RoomsState.leave(ROOM)),
        ),
    )


# kind, title, consequence, button, its look, its act
QUESTIONS: tuple[tuple[Kind, str, str, str, Variant, rx.event.EventSpec], ...] = (
    (
        "archive", "Archive this room?", "Nobody can write in it any more. Everybody in it can still read it.",
        "Archive", "danger", RoomActsState.archive(ROOM, True),
    ),
    (
        "unarchive", "Use this room again?", "Its members can write in it again.",
        "Use again", "primary", RoomActsState.archive(ROOM, False),
    ),
    (
        "remove", "Remove from the room?", f"{NAME} stops seeing this room at once.",
        "Remove", "danger", RoomActsState.remove(ROOM, PERSON),
    ),
    (
        "owner", "Make an owner?", f"{NAME} can then rename and archive this room, and remove people from it.",
        "Make owner", "primary", RoomActsState.set_role(ROOM, PERSON, "owner"),
    ),
    (
        "member", "Make an ordinary member?", f"{NAME} can then no longer manage this room.",
        "Make member", "primary", RoomActsState.set_role(ROOM, PERSON, "member"),
    ),
    (
        "hand_over", "Hand over this room?", f"{NAME} becomes its owner instead of you.",
        "Hand over", "primary", RoomActsState.hand_over(ROOM, PERSON),
    ),
)  # fmt: skip

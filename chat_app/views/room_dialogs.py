"""The dialogs about one room: edit it, add people, and the questions before something is lost."""

from typing import Any

import reflex as rx

from chat_app.browser import room, room_details
from chat_app.browser import room_dialogs as open_dialog
from chat_app.browser.bidi import in_sentence
from chat_app.components.button import button, look
from chat_app.components.dialog import dialog, dialog_actions
from chat_app.components.empty_state import empty_state
from chat_app.components.field import INPUT, text_field
from chat_app.components.notice import notice
from chat_app.components.person_picker import person_picker
from chat_app.components.skeleton import room_skeleton
from chat_app.states.room_acts import AddPeopleState, RoomActsState

# act: title, what it means, the button
QUESTIONS: dict[str, tuple[str, str, str]] = {
    "leave": (
        "Leave this room?",
        "You stop seeing its messages. A closed room lets you in by invitation only.",
        "Leave",
    ),
    "archive": ("Archive this room?", "Nobody can write in it any more. Everybody in it can still read it.", "Archive"),
    "unarchive": ("Use this room again?", "Its members can write in it again.", "Use again"),
    "remove": ("Remove from the room?", "stops seeing this room at once.", "Remove"),
    "owner": ("Make an owner?", "can then rename and archive this room, and remove people from it.", "Make owner"),
    "member": ("Make an ordinary member?", "can then no longer manage this room.", "Make member"),
    "hand_over": ("Hand over this room?", "becomes its owner instead of you.", "Hand over"),
}


def room_dialogs() -> rx.Component:
    """All of them, closed until asked for."""
    return rx.fragment(_edit(), _add(), _question())


def _edit() -> rx.Component:
    return dialog(
        rx.cond(room_details.about.fresh, _edit_form(), room_skeleton(4)),
        title="Edit room",
        open=room_details.asking.act == "edit",
        on_open_change=open_dialog.set_shown(),
    )


def _edit_form() -> rx.Component:
    row = room.row
    return rx.el.form(
        rx.el.input(type="hidden", name="room_id", value=room_details.asking.room_id, read_only=True),
        rx.cond(
            room.may("moderate"),
            text_field("Room name", "name", id="edit-room-name", default_value=row.name, max_length=80, required=True),
        ),
        text_field("Topic", "topic", default_value=row.topic, max_length=250, hint="One line, beside the name."),
        rx.el.label("Description", html_for="edit-description", class_name="block mb-1.5 text-sm font-semibold"),
        rx.el.textarea(
            id="edit-description",
            name="description",
            default_value=room_details.about.description,
            max_length=1000,
            rows=4,
            class_name=f"{INPUT} h-auto! py-2 resize-y",
        ),
        _refused(),
        dialog_actions(_cancel(), button("Save", type="submit")),
        on_submit=RoomActsState.describe,
    )


def _add() -> rx.Component:
    return dialog(
        rx.cond(
            AddPeopleState.ready,
            rx.el.form(
                rx.el.input(type="hidden", name="room_id", value=room_details.asking.room_id, read_only=True),
                person_picker(
                    AddPeopleState.people, AddPeopleState.word, AddPeopleState.narrow, list_id="people-to-add"
                ),
                rx.cond(
                    AddPeopleState.people.length() == 0,
                    empty_state("people", "Everybody is in this room already", "Invite a colleague to the workspace."),
                ),
                _refused(),
                dialog_actions(_cancel(), button("Add", type="submit")),
                on_submit=AddPeopleState.add,
            ),
            rx.cond(room_details.refused != "", _refused(), room_skeleton(4)),
        ),
        title="Add people",
        open=room_details.asking.act == "add",
        on_open_change=open_dialog.set_shown(),
    )


def _question() -> rx.Component:
    asking, act = room_details.asking, room_details.asking.act
    names = rx.cond(asking.name != "", f"{in_sentence(asking.name)} ", "")
    return dialog(
        rx.el.p(names, _by_act(act, 1), class_name="text-sm text-muted"),
        _refused(),
        rx.cond(
            (act == "leave") & (room_details.refused != ""),
            dialog_actions(_cancel(), button("Choose an owner", on_click=open_dialog.show_members())),
            dialog_actions(_cancel(), _confirm(act)),
        ),
        title=_by_act(act, 0),
        open=_is_question(),
        on_open_change=open_dialog.set_shown(),
    )


def _confirm(act: Any) -> rx.Component:
    """In red what takes something away."""
    loses = (act == "leave") | (act == "remove") | (act == "archive")
    return rx.el.button(
        _by_act(act, 2),
        type="button",
        on_click=open_dialog.confirm(),
        class_name=rx.cond(loses, look("danger"), look("primary")),
    )


def _is_question() -> Any:
    """Whether a question is open, rather than one of the forms."""
    act = room_details.asking.act
    return (act != "") & (act != "edit") & (act != "add")


def _by_act(act: Any, part: int) -> Any:
    match: Any = rx.match
    return match(act, *((name, texts[part]) for name, texts in QUESTIONS.items()), "")


def _refused() -> rx.Component:
    return rx.cond(room_details.refused != "", rx.el.div(notice(room_details.refused, "bad"), class_name="mt-3"))


def _cancel() -> rx.Component:
    return button("Cancel", variant="ghost", on_click=open_dialog.cancel())

"""The dialogs about the room on the screen: which one is open, and what it does."""

from typing import Any, Literal

from chat_app.live.javascript import Script, setter
from chat_app.states.details import DetailsState
from chat_app.states.feed import FeedState
from chat_app.states.room_acts import AddPeopleState, RoomActsState
from chat_app.states.rooms import RoomsState

Act = Literal["leave", "archive", "unarchive", "remove", "owner", "member", "hand_over"]

_script, _set = Script("room_dialogs"), setter(RoomsState)


def ask(act: Act, person: Any = None) -> Any:
    """Return what opens a question about the room, and about one of its members."""
    about = ("", "") if person is None else (person.id, person.name)
    return _script.handler("ask", FeedState, _set, act, *about)


def ask_add() -> Any:
    """Return what opens *Add people*, and has it filled."""
    return _script.handler("askFilled", FeedState, _set, "add", AddPeopleState.candidates)


def ask_edit() -> Any:
    """Return what opens *Edit room*, and has the description fetched, so that no older one is saved over it."""
    return _script.handler("askFilled", FeedState, _set, "edit", DetailsState.fetch)


def set_shown() -> Any:
    """Return what a dialog calls when it opens or closes."""
    return _script.handler("setShown", _set)


def cancel() -> Any:
    """Return what closes a dialog."""
    return _script.handler("cancel", _set)


def confirm() -> Any:
    """Return what does what was asked."""
    acts = {
        "leave": RoomsState.leave,
        "remove": RoomActsState.remove,
        "handOver": RoomActsState.hand_over,
        "archive": RoomActsState.archive,
        "setRole": RoomActsState.set_role,
    }
    return _script.handler("confirm", RoomsState, acts)


def show_members() -> Any:
    """Return what closes the question, and shows the members."""
    return _script.handler("showMembers", FeedState, _set)

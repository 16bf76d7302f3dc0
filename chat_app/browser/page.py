"""The dialog that is open in this tab, and the reply to the last act of its person."""

from typing import Any, Literal

import reflex as rx

from chat_app.live.entries import DIALOG, DIALOG_CONTENT, DIALOG_WORD, REPLY
from chat_app.live.javascript import Script, entry, put, setter
from chat_app.schemas.made_in_browser import Dialog
from chat_app.schemas.screen import DialogContent, Reply
from chat_app.states.admin import AdminPeopleState
from chat_app.states.dialogs import DialogsState
from chat_app.states.message import MessageState
from chat_app.states.page import PageState
from chat_app.states.room_acts import RoomActsState

Kind = Literal[
    "new_room", "new_message", "browse", "invite", "status", "sign_out", "shortcuts", "emoji", "mention",
    "earlier_texts", "add_people", "edit_room", "leave", "archive", "unarchive", "remove", "owner", "member",
    "hand_over", "end_device", "end_others", "rename_passkey", "remove_passkey", "unlink",
    "role", "deactivate", "ban", "purge", "remove_flagged",
]  # fmt: skip
FILLED_BY: dict[Kind, Any] = {  # dialogs that show what the server finds
    "new_message": DialogsState.people,
    "browse": DialogsState.browse,
    "invite": DialogsState.invite,
    "add_people": RoomActsState.candidates,
    "edit_room": RoomActsState.fetch,
    "earlier_texts": MessageState.earlier_texts,
    "purge": AdminPeopleState.count_messages,
}

_SET = setter(PageState)
_script = Script("page")

dialog: rx.Var[Dialog] = entry(DIALOG, Dialog(""))
content: rx.Var[DialogContent] = entry(DIALOG_CONTENT, DialogContent("", ""))
is_filled: rx.Var[bool] = (content.kind == dialog.kind) & (content.id == dialog.id)
word: rx.Var[str] = entry(DIALOG_WORD, "")
reply: rx.Var[Reply] = entry(REPLY, Reply("", id=""))
refusal: rx.Var[str] = rx.cond(reply.tone == "refused", reply.text, "")

close = put(PageState, dialog=None, reply=None)
close_reply = put(PageState, reply=None)
narrow = _script.handler("narrow", _SET)


def opens(kind: Kind, id: Any = "", **about: Any) -> Any:
    """Return a handler that opens a dialog; `about` are fields of `Dialog`."""
    return _script.handler("openDialog", _SET, {"kind": kind, "id": id, **about}, FILLED_BY.get(kind))


def opens_for_role(id: Any, name: Any) -> Any:
    """Return what a list of roles does when it is turned: it opens the question about a person's new role."""
    return _script.handler("openForRole", _SET, {"kind": "role", "id": id, "name": name})


def error_of(field: str) -> rx.Var[str]:
    """Return why the last act was refused if that is about a field, else an empty text."""
    return rx.cond(reply.field == field, refusal, "")

"""Every event that a browser can send to the compiled app, and the arguments with which it would do something."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

ROOT = "reflex___state____state"
ENTRY = f"{ROOT}.chat_app___states___entry____entry_state"

# What a visitor who is not signed in may send: Reflex's own start of a page, the pages before the door, the way there.
ANYBODY = {
    f"{ROOT}.hydrate",
    f"{ROOT}.hydrate_and_load",
    f"{ROOT}.set_is_hydrated",
    f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal",
    f"{ROOT}.reflex___state____on_load_internal_state.set_is_hydrated",
    f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal",
    f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
    f"{ROOT}.chat_app___states___rooms____rooms_state.home",
    *(f"{ENTRY}.{page}" for page in ("login", "setup", "join", "confirm", "watch_mail")),
}

BARE = (
    "hydrate",
    "hydrate_and_load",
    "on_load_internal",
    "open",
    "arrive",
    "home",
    "login",
    "setup",
    "confirm",
    "read_all",
    "enter",
    "open_list",
    "list_flags",
    "load_settings",
    "open_log",
    "list_invites",
    "people",
    "browse",
    "invite",
    "load",
    "watch_mail",
    "passkey_added",
    "end_others",
)

Payloads = dict[str, dict[str, Any]]

# A handler that is sent these has no line in `arguments` yet. Add one, and add it to ANYBODY if it is for visitors.
NOT_THOUGHT_ABOUT = {"unknown": "arguments"}

LIST = """
from chat_app.chat_app import app
from reflex_base.registry import RegistrationContext
print(*sorted(RegistrationContext.get().event_handlers), sep="\\n")
"""


ROUTES = """
from chat_app.chat_app import app
for route in [*app.api_transformer[0].routes, *app._api.routes]:
    print(route.path, *(getattr(route, "methods", None) or ()))
"""


def all_handlers(folder: Path) -> list[str]:
    """The full names, asked of the app as it is compiled."""
    return [line for line in _ask(folder, LIST) if line.startswith(ROOT)]


def all_routes(folder: Path) -> dict[str, set[str]]:
    """The methods of each HTTP route, asked of the same."""
    words = [line.split() for line in _ask(folder, ROUTES) if line.startswith("/")]
    return {path: set(methods) for path, *methods in words}


def _ask(folder: Path, program: str) -> list[str]:
    """What a program prints, in a process of its own."""
    project = Path(__file__).parents[2]
    environment = {**os.environ, "DATA_DIR": str(folder), "PYTHONPATH": str(project), "DATABASE_URL": ""}
    asked = [sys.executable, "-c", program]
    done = subprocess.run(asked, cwd=project, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def arguments(handler: str, *, room: str, message: str, person: str) -> dict[str, Any]:
    """A payload with which the handler would do something for somebody who may."""
    by_verb = {
        **_of_reflex(),
        **_of_rooms(handler, room, person),
        **_of_the_workspace(room, person),
        **_of_messages(room, message),
        **_of_reading(handler, room, message),
        **_of_oneself(handler, room, person),
    }
    return by_verb.get(handler.rsplit(".", 1)[-1], NOT_THOUGHT_ABOUT)


def _of_reflex() -> Payloads:
    """Reflex's own, and all that take nothing."""
    return {
        **{verb: {} for verb in BARE},
        "set_is_hydrated": {"value": True},
        "update_vars_internal": {"vars": {}},
        "handle_frontend_exception": {"info": "", "component_stack": ""},
        "setvar": {"var_name": "last_room", "value": "strange"},
    }


def _of_rooms(handler: str, room: str, person: str) -> Payloads:
    """Coming, going, and looking after a room."""
    in_room = {"room_id": room}
    return {
        **dict.fromkeys(("leave", "fetch", "latest", "typing", "candidates"), in_room),
        **{key: {**in_room, "user_id": person} for key in ("remove", "hand_over")},
        "set_role": {**in_room, "user_id": person, "role": "member"},
        "describe": {"form": {**in_room, "name": "stranger", "topic": "strange", "description": "strange"}},
        "archive": {**in_room, "archived": True},
        "star": {**in_room, "starred": True},
        "involve": {**in_room, "involvement": "nothing"},
        "add": {"form": {**in_room, f"person:{person}": "on"}},
        "join": {} if handler.startswith(ENTRY) else in_room,
        "read": {**in_room, "seq": 1, "posts": 1},
        "create": {"form": {"name": f"strange {uuid.uuid4().hex[:6]}", "kind": "open"}},
        "start": {"form": {f"person:{person}": "on"}},
        "unread": {**in_room, "seq": 1, "posts": 1},
    }


def _of_the_workspace(room: str, person: str) -> Payloads:
    """What admins do, and who invites."""
    return {
        "look_up": {"form": {"words": "a"}},
        "turn": {"words": "a", "page": 1},
        "earlier": {"filters": {"person": "a", "action": "a", "since": "", "until": ""}, "count": 50},
        "give_role": {"user_id": person, "role": "guest"},
        "deactivate": {"user_id": person, "ban": False},
        **{key: {"user_id": person} for key in ("count_messages", "purge", "reactivate")},
        **{key: {"flag_id": room} for key in ("dismiss_flag", "remove_flagged")},
        "change_settings": {
            "form": {"name": "strange", "accent": "ruby", "who_creates": "admins", "who_invites": "admins"}
        },
        "narrow_log": {"form": {"person": "a"}},
        "make_link": {"form": {"role": "guest", f"room:{room}": "on"}},
        "mail_invites": {"form": {"addresses": "strange@example.org", "role": "guest", f"room:{room}": "on"}},
        "revoke": {"invite_id": room},
    }


def _of_messages(room: str, message: str) -> Payloads:
    """Posting, and all that can be done to a message."""
    in_room = {"room_id": room}
    on_message = {"message_id": message}
    return {
        **dict.fromkeys(("delete", "undo"), on_message),
        "forget": {**on_message, "count": 30},
        "post": {**in_room, "client_msg_id": str(uuid.uuid4()), "text": "from a stranger"},
        "earlier_texts": on_message,
        "edit": {**on_message, "text": "changed by a stranger"},
        "pin": {**on_message, "on": True},
        "keep": {**on_message, "on": True},
        "react": {**on_message, "emoji": "👍"},
        "suggest": {**in_room, "sign": "@", "word": ""},
    }


def _of_reading(handler: str, room: str, message: str) -> Payloads:
    """Scrolling, searching, and what opens."""
    in_room = {"room_id": room}
    return {
        "older": {"count": 30}
        if "saved_state" in handler
        else {"query": "secret", "before": message, "page": 1, **in_room}
        if "search_state" in handler
        else {**in_room, "floor": 51, "ceil": 0},
        "newer": {**in_room, "floor": 1, "ceil": 1},
        "narrow": {**in_room, "floor": 1, "ceil": 0, "to_floor": 2, "to_ceil": 0},
        "around": {**in_room, "seq": 1},
        "ask": {**in_room, "query": "secret"} if "search_state" in handler else {"form": {"word": "secret"}},
    }


def _of_oneself(handler: str, room: str, person: str) -> Payloads:
    """Profile, presence, drafts, and the ways to sign in."""
    in_room = {"room_id": room}
    return {
        "available": {"availability": "dnd"},
        "zone": {"zone": "Europe/Berlin"},
        "see": {"user_id": person},
        "talk": {"person_id": person},
        "set_active": {"active": False},
        "save": {"form": {"name": f"Strange {uuid.uuid4().hex[:6]}"}}
        if "profile_state" in handler
        else {**in_room, "client_msg_id": str(uuid.uuid4()), "text": "from a stranger"},
        "set_status": {"emoji": "👻", "text": "strange", "until": 0},
        "end_device": {"session_id": str(uuid.uuid4())},
        "rename_passkey": {"form": {"passkey_id": str(uuid.uuid4()), "name": "a stranger's"}},
        "remove_passkey": {"passkey_id": str(uuid.uuid4())},
        "unlink": {"identity_id": str(uuid.uuid4())},
        "choose_password": {"form": {"current": "", "new": "a password of a stranger"}},
        "remove_password": {"form": {"current": "x"}},
    }

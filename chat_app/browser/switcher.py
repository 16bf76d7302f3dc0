"""The quick switcher, all of it in the browser, and the keys that work everywhere."""

from dataclasses import dataclass

import reflex as rx

from chat_app.browser import page
from chat_app.browser.rows import STORES
from chat_app.live.entries import CHOSEN_OPTION, SWITCHER_OPEN
from chat_app.live.javascript import Script, entry, put, setter, stores
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.page import PageState
from chat_app.states.rooms import RoomsState
from chat_app.states.switcher import SwitcherState


@dataclass(frozen=True)
class Option:
    """One line. `kind` is `room`, `person`, `page`, or the name of an action."""

    key: str
    kind: str
    name: str
    hint: str
    href: str
    glyph: str
    at: int
    chosen: bool


# Things to do and pages to go to; `right` is the right of the workspace that it needs.
ACTIONS = [
    {"kind": kind, "name": name, "href": href, "glyph": glyph, "right": right}
    for kind, name, href, glyph, right in (
        ("new_room", "New room", "", "plus", "create_rooms"),
        ("invite", "Invite people", "", "plus", "invite"),
        ("theme", "Switch light and dark", "", "moon", ""),
        ("search", "Search", "/search", "search", ""),
        ("settings", "Settings", "/settings", "settings", ""),
    )
]
ACTS = {"person": SwitcherState.talk, "new_room": page.opens("new_room"), "invite": page.opens("invite")}

_script, _set = Script("switcher.page"), setter(SwitcherState)

options: rx.Var[list[Option]] = _script.value("options", list[Option], STORES, SwitcherState, ACTIONS)
chosen_option: rx.Var[int] = entry(CHOSEN_OPTION, 0)
is_open: rx.Var[bool] = entry(SWITCHER_OPEN, False)

typed = _script.handler("typed", _set)
pressed = _script.handler("pressed", SwitcherState, _set)
opens = [SwitcherState.load, put(SwitcherState, open=True)]  # as Ctrl+K does
choose = _script.handler_for("choose", _set, ACTS)  # choose(option)
set_shown = _script.handler("setShown", _set)
shortcuts_effect = Script("shortcuts.page").effect(
    "useShortcuts",
    **stores(SwitcherState, RoomsState, FeedState, ComposerState, sets=[SwitcherState, PageState, FeedState]),
    load=SwitcherState.load,
    read=RoomsState.read,
)

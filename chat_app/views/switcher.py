"""The quick switcher, and the sheet of shortcuts."""

from typing import Any

import reflex as rx

from chat_app.browser import switcher as quick
from chat_app.browser.switcher import Option
from chat_app.components.dialog import dialog as dialog_look
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.views.dialog import dialog

SHORTCUTS = (
    ("Ctrl K", "Go to a room, a person, a message (with text selected in the box: make it a link)"),
    ("Alt ↑ / Alt ↓", "Previous or next room"),
    ("Alt Shift ↑ / ↓", "Previous or next unread room"),
    ("Esc", "Mark the open room as read"),
    ("↑", "Edit your last message, in an empty box"),
    ("Enter", "Send"),
    ("Shift Enter", "New line"),
    ("Ctrl B, Ctrl I", "Bold, italic"),
    ("Ctrl Shift C", "Code"),
    ("?", "This list"),
)
LINE = (
    "flex items-center gap-2.5 w-full px-2.5 min-h-9 max-md:min-h-11 rounded-row text-row text-left text-ink "
    "in-aria-selected:bg-hover hover:bg-hover"
)


def switcher() -> rx.Component:
    """Return both dialogs, closed until a key opens them."""
    return rx.fragment(
        dialog_look(
            rx.el.input(
                role="combobox",
                aria_label="Go to",
                aria_expanded="true",
                aria_controls="switcher",
                aria_activedescendant=f"option-{quick.chosen_option}",
                placeholder="A room, a person, an action, words in messages",
                auto_complete="off",
                on_change=quick.typed,
                on_key_down=quick.pressed,
                class_name="w-full h-10.5 max-md:h-11 px-3 mb-2 rounded-field border border-field bg-page text-base "
                "outline-none focus:border-accent",
            ),
            rx.el.ul(
                rx.foreach(quick.options, _option),
                id="switcher",
                role="listbox",
                aria_label="Places",
                class_name="max-h-96 overflow-y-auto -mx-2",
            ),
            title="Go to",
            open=quick.is_open,
            on_open_change=quick.set_shown,
        ),
        dialog(
            "shortcuts",
            rx.el.dl(*(_shortcut(*each) for each in SHORTCUTS), class_name="grid gap-2 text-sm"),
            title="Keyboard shortcuts",
        ),
        quick.shortcuts_effect(),
    )


def _option(option: rx.Var[Option]) -> rx.Component:
    go = quick.choose(option)
    face = (
        rx.match(
            option.glyph,
            *((name, icon(name, class_name="text-muted")) for name in ("people", "plus", "moon", "search", "settings")),
            icon("hash", class_name="text-muted"),
        ),
        rx.el.span(option.name, class_name="truncate"),
        rx.el.span(option.hint, class_name="ml-auto flex-none text-xs text-muted empty:hidden"),
    )
    return rx.el.li(
        rx.match(
            option.kind,
            ("room", link(*face, href=option.href, on_click=go, tab_index=-1, class_name=LINE)),
            ("page", link(*face, href=option.href, on_click=go, tab_index=-1, class_name=LINE)),
            ("theme", _button(*face, on_click=[go, rx.toggle_color_mode])),
            _button(*face, on_click=go),
        ),
        id=f"option-{option.at}",
        role="option",
        aria_label=option.name,
        aria_selected=option.chosen,
        key=option.key,
    )


def _button(*children: Any, on_click: Any) -> rx.Component:
    return rx.el.button(*children, type="button", tab_index=-1, on_click=on_click, class_name=LINE)


def _shortcut(keys: str, does: str) -> rx.Component:
    return rx.el.div(
        rx.el.dt(rx.el.kbd(keys, class_name="font-sans font-semibold"), class_name="w-34 flex-none"),
        rx.el.dd(does, class_name="text-muted"),
        class_name="flex gap-3",
    )

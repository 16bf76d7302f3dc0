"""The menu of a message, shared by all *More* buttons: Radix's menu is too heavy to draw one for each message."""

import reflex as rx

from chat_app.browser import message_menu as acts
from chat_app.browser.message_menu import menu, place
from chat_app.components.button import plain_button
from chat_app.components.menu import menu as menu_look
from chat_app.components.menu import menu_item


def message_menu() -> rx.Component:
    """Return the menu, over an invisible trigger that is laid over the pressed button."""
    return menu_look(
        _trigger(),
        menu_item(rx.cond(menu.pinned, "Unpin", "Pin to room"), "pin", on_select=acts.toggle_pin),
        menu_item(rx.cond(menu.saved, "Remove from saved", "Save"), "bookmark", on_select=acts.toggle_saved),
        menu_item("Mark unread from here", "bell", on_select=acts.mark_unread),
        menu_item("Copy link", "link", on_select=acts.copy_link),
        align="end",
        on_close_auto_focus=acts.return_focus,
        root={"open": menu.open, "on_open_change": acts.close},
    )


def _trigger() -> rx.Component:
    return plain_button(
        tab_index=-1,
        aria_hidden="true",
        aria_label="More",
        style={"left": place.left, "top": place.top, "width": place.width, "height": place.height},
        class_name="fixed opacity-0 pointer-events-none",
    )

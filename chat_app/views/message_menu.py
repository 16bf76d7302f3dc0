"""What one may do with a message beyond its bar: the one menu that all *More* buttons open."""

from typing import Any

import reflex as rx

from chat_app.components.menu import MenuContent, MenuPortal, MenuRoot, MenuTrigger, menu_item, menu_look
from chat_app.live.browser import message_menu as more
from chat_app.live.browser.javascript import expression
from chat_app.states.message import MessageState
from chat_app.states.rooms import RoomsState
from chat_app.views import stores

PLACE = more.place(stores.COMPOSER)
OPEN: rx.Var[bool] = expression("!!$feed['m_' + $composer.more?.id]", bool, feed=stores.FEED, composer=stores.COMPOSER)
PINNED: rx.Var[bool] = expression(
    "!!$feed['m_' + $composer.more?.id]?.pinned", bool, feed=stores.FEED, composer=stores.COMPOSER
)
SAVED: rx.Var[bool] = expression(
    "!!$rooms.saved?.ids.includes($composer.more?.id)", bool, rooms=stores.ROOMS, composer=stores.COMPOSER
)
PIN = (more.PIN, {"pin": MessageState.pin})
SAVE = (more.SAVE, {"keep": MessageState.keep})


def message_menu() -> rx.Component:
    """The menu, over an unseen trigger that lies where the pressed button is."""
    return MenuRoot.create(
        MenuTrigger.create(_trigger(), as_child=True),
        MenuPortal.create(
            MenuContent.create(
                rx.cond(PINNED, _item("Unpin", "pin", PIN), _item("Pin to room", "pin", PIN)),
                rx.cond(SAVED, _item("Remove from saved", "bookmark", SAVE), _item("Save", "bookmark", SAVE)),
                _item("Mark unread from here", "bell", (more.UNREAD, {"unread": RoomsState.unread})),
                _item("Copy link", "link", (more.COPY_LINK, {})),
                align="end",
                side_offset=6,
                collision_padding=8,
                on_close_auto_focus=more.closed(),
                class_name=menu_look(),
            )
        ),
        open=OPEN,
        on_open_change=more.shown(stores.COMPOSER),
    )


def _trigger() -> rx.Component:
    return rx.el.button(
        type="button",
        tab_index=-1,
        aria_hidden="true",
        aria_label="More",
        style={side: PLACE[side].to(int) for side in ("left", "top", "width", "height")},
        class_name="fixed opacity-0 pointer-events-none",
    )


def _item(label: str, icon: str, act: tuple[str, dict[str, Any]]) -> rx.Component:
    javascript, events = act
    found = {"feed": stores.FEED, "composer": stores.COMPOSER, "rooms": stores.ROOMS}
    return menu_item(label, icon, on_select=more.act(javascript, events, **found))

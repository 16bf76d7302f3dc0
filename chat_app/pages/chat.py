"""The app itself: `/`, `/rooms`, `/rooms/<room id>`."""

import reflex as rx

from chat_app.browser import composer as composing
from chat_app.browser import drafts, feed_window, outbox, pane, presence, reading, rows, typing
from chat_app.browser import room as open_room
from chat_app.browser import search as search_panel
from chat_app.browser.bidi import in_sentence
from chat_app.browser.room import row
from chat_app.components.empty_state import empty_state
from chat_app.components.shell import Pane, app_shell
from chat_app.components.skeleton import room_skeleton
from chat_app.states.feed import FeedState
from chat_app.states.rooms import RoomsState
from chat_app.states.saved import SavedState
from chat_app.states.search import SearchState
from chat_app.states.session import SessionState
from chat_app.views import asides
from chat_app.views import search as searches
from chat_app.views.card import card
from chat_app.views.composer import composer
from chat_app.views.connection import removed, standing
from chat_app.views.details import details
from chat_app.views.feed import archived_notice, feed
from chat_app.views.message_menu import message_menu
from chat_app.views.pins import pins
from chat_app.views.revisions import revisions
from chat_app.views.room_header import room_header
from chat_app.views.saved import saved as saved_view
from chat_app.views.sidebar import no_rooms, roomless, sidebar
from chat_app.views.sidebar_dialogs import dialogs
from chat_app.views.switcher import switcher


def home() -> rx.Component:
    """Return `/`, which leads on to a room: it is small, and has nothing to click."""
    return rx.fragment(standing(), app_shell(room_skeleton(5), rx.el.div(class_name="flex-1"), pane="rooms"))


def rooms() -> rx.Component:
    """Return `/rooms`: the list of rooms, on a phone alone."""
    some = empty_state("hash", "Choose a room", "Or create one, and invite a colleague to it.")
    return _frame(rx.cond(rows.ready & roomless, no_rooms(), some), pane="rooms")


def room() -> rx.Component:
    """Return `/rooms/<room id>`."""
    return _frame(
        rx.fragment(
            room_header(),
            feed(),
            archived_notice(),
            rx.el.div(composer(), class_name=rx.cond(row.archived, "hidden", "contents")),
            search_panel.keys_effect(),
            revisions(),
            message_menu(),
            asides.mention_question(),
            open_room.address_effect(),
            feed_window.place_effect(),
            drafts.effect(),
            typing.effect(),
        ),
        rx.cond(pane.is_shown("search"), searches.panel(), rx.cond(pane.is_shown("pins"), pins(), details())),
        pane="room",
    )


def search() -> rx.Component:
    """Return `/search`."""
    return _frame(searches.search(), pane="room")


def saved() -> rx.Component:
    """Return `/saved`."""
    return _frame(saved_view(), pane="room")


def _frame(main: rx.Component, side: rx.Component | None = None, *, pane: Pane) -> rx.Component:
    return rx.fragment(
        standing(),
        removed(),
        app_shell(sidebar(), main, side, pane=pane),
        dialogs(),
        card(),
        switcher(),
        asides.emoji_dialog(),
        composing.effect(),
        outbox.effect(),
        reading.effect(),
        open_room.last_room_effect(),
        presence.idle_effect(),
        presence.time_zone_effect(),
    )


def add_to(app: rx.App) -> None:
    """Add these pages."""
    count = rx.cond(rows.any_unread, f"({rows.unread}) ", "")
    app.add_page(home, route="/", title="Parley", on_load=RoomsState.home)
    app.add_page(
        search, route="/search", title=f"{count}Search · Parley", on_load=[SessionState.arrive, SearchState.open]
    )
    app.add_page(saved, route="/saved", title=f"{count}Saved · Parley", on_load=[SessionState.arrive, SavedState.load])
    app.add_page(rooms, route="/rooms", title=f"{count}Rooms · Parley", on_load=SessionState.arrive)
    title = f"{count}{in_sentence(row.name)} · Parley"
    for route in ("/rooms/[room]", "/rooms/[room]/[message]"):
        app.add_page(room, route=route, title=title, on_load=FeedState.open)

"""The list of rooms, and the account at its foot."""

from typing import Any

import reflex as rx

from chat_app.browser import folded_groups, page, presence, rows, session, sign_out, switcher
from chat_app.browser.rows import Row
from chat_app.browser.session import me
from chat_app.components.avatar import avatar
from chat_app.components.badge import status_badge
from chat_app.components.button import button, icon_button, plain_button
from chat_app.components.empty_state import empty_state
from chat_app.components.form import plain_form
from chat_app.components.icon import icon, workspace_picture
from chat_app.components.link import link
from chat_app.components.menu import menu, menu_choice, menu_item, menu_separator
from chat_app.components.room_row import room_row
from chat_app.components.skeleton import room_skeleton
from chat_app.states.profile import ProfileState
from chat_app.states.rooms import RoomsState

roomless = (rows.rooms.length() + rows.starred.length()) == 0
AVAILABLE = (("", "Available"), ("away", "Away"), ("dnd", "Do not disturb"))


def sidebar() -> rx.Component:
    """Return the sidebar: workspace, search, rooms, direct messages, account."""
    return rx.fragment(
        rx.el.header(
            workspace_picture(me.picture, 28, "size-7 rounded-row"),
            rx.el.span(me.workspace, class_name="truncate font-strong"),
            _workspace_menu(),
            class_name="flex items-center gap-2.5 h-14 px-4 flex-none",
        ),
        _search_and_saved(),
        rx.el.div(
            folded_groups.effect(),
            rx.cond(rows.starred.length() > 0, _section("starred", "Starred", None, rows.starred)),
            _section(
                "rooms",
                "Rooms",
                rx.fragment(
                    icon_button("hash", "Browse rooms", size=16, on_click=page.opens("browse")),
                    icon_button("plus", "New room", size=16, on_click=page.opens("new_room")),
                ),
                rows.rooms,
            ),
            rx.cond(rows.ready, rx.cond(roomless, _no_rooms_line()), room_skeleton(5)),
            _section(
                "direct",
                "Direct messages",
                icon_button("plus", "New message", size=16, on_click=page.opens("new_message")),
                rows.direct,
            ),
            class_name="flex-1 min-h-0 overflow-y-auto pb-3",
        ),
        rx.el.footer(
            _account(),
            class_name="mt-auto flex-none flex items-center gap-1 border-t border-line p-1.5 "
            "pb-[max(6px,env(safe-area-inset-bottom))]",
        ),
        plain_form(id=sign_out.FORM, action="/auth/logout", hidden=True),
    )


def no_rooms() -> rx.Component:
    """Return what a member of no room sees instead of a room."""
    return rx.cond(
        session.may("create_rooms"),
        empty_state(
            "hash",
            "You are in no room yet",
            "Join one of those that are open, or create one.",
            button("Browse rooms", on_click=page.opens("browse")),
            button("New room", variant="secondary", on_click=page.opens("new_room")),
        ),
        empty_state("hash", "You are in no room yet", "Somebody here will bring you into one."),
    )


def _no_rooms_line() -> rx.Component:
    """Return a line for a list without rooms: a phone shows nothing beside the list."""
    text = rx.cond(session.may("create_rooms"), "No rooms yet. Browse those that are open.", "No rooms yet.")
    return rx.el.p(text, class_name="px-5 py-2 text-sm text-muted")


def _search_and_saved() -> rx.Component:
    """Return the links to the pages about all rooms."""
    return rx.fragment(
        rx.el.div(
            link(
                icon("search"),
                "Search",
                href="/search",
                role="button",
                class_name="flex flex-1 items-center gap-2 h-full",
            ),
            plain_button(
                "Ctrl K",
                title="Jump to a room or a person",
                on_click=switcher.opens,
                class_name="max-md:hidden px-1.25 rounded-sm border border-line-strong bg-page text-xs text-subtle",
            ),
            class_name="flex items-center gap-2 mx-3 mt-1 mb-2 px-2.5 h-8.5 max-md:h-11 flex-none "
            "rounded-control bg-hover text-sm text-muted hover:bg-press",
        ),
        link(
            icon("bookmark"),
            rx.el.span("Saved"),
            href="/saved",
            class_name="flex items-center gap-2 mx-3 mb-1 px-2.5 h-8.5 max-md:h-11 flex-none rounded-control text-sm "
            "text-muted no-underline hover:bg-hover hover:text-ink",
        ),
    )


def _section(key: str, title: str, action: rx.Component | None, rows: Any) -> rx.Component:
    """Return a group of rooms that folds; folded, it still shows the open room and unread ones."""
    folded = folded_groups.is_folded(key)
    return rx.el.section(
        rx.el.div(
            rx.el.h2(
                plain_button(
                    icon("down", 14, class_name="transition-transform in-aria-[expanded=false]:-rotate-90"),
                    title,
                    aria_expanded=rx.cond(folded, "false", "true"),
                    on_click=folded_groups.toggle(key),
                    class_name="touch flex items-center gap-1 -ml-1",
                ),
            ),
            rx.el.span(action, class_name="ml-auto -my-1.5 flex"),
            class_name="flex items-center min-h-8 pt-3 pb-1 pl-5 pr-3 text-xs font-semibold text-muted max-md:pt-4",
        ),
        rx.foreach(
            rows,
            lambda row: rx.fragment(rx.cond(~folded | row.active | (row.unread > 0), _row(row=row)), key=row.id),
        ),
        aria_label=title,
    )


@rx.memo
def _row(row: rx.Var[Row]) -> rx.Component:
    """Return a room's row; a memo, so that its code is in the page once for three groups."""
    return room_row(
        row.name,
        row.href,
        glyph=rx.cond(
            row.kind == "direct",
            avatar(row.initials, row.tint, "sm", picture=row.picture, presence=row.presence),
            rx.cond(row.kind == "closed", icon("lock", 15), rx.fragment("#")),
        ),
        badge=status_badge(row),
        title=presence.label_of(row.presence),
        active=row.active,
        unread=row.unread,
        mentions=row.mentions,
        muted=row.level == "nothing",
        draft=row.draft,
    )


def _workspace_menu() -> rx.Component:
    trigger = plain_button(
        icon("down"),
        aria_label="Workspace menu",
        class_name="grid place-items-center size-8 rounded-row",
    )
    return menu(
        trigger,
        rx.cond(session.may("invite"), menu_item("Invite people", "plus", on_select=page.opens("invite"))),
        rx.cond((me.role == "owner") | (me.role == "admin"), menu_item("Administration", "settings", href="/admin")),
        menu_item("Browse rooms", "hash", on_select=page.opens("browse")),
        menu_item("New room", "plus", on_select=page.opens("new_room")),
        menu_separator(),
        menu_item("Mark all as read", "check", on_select=RoomsState.read_all),
    )


def _account() -> rx.Component:
    myself, saying = presence.myself, presence.my_saying
    status = presence.status_of(me.user_id)
    trigger = plain_button(
        avatar(myself.initials, myself.tint, "md", picture=myself.picture, presence=status),
        rx.el.span(
            rx.el.span(myself.name, class_name="block truncate text-sm/4.5"),
            rx.el.span(
                rx.cond(saying.emoji, f"{saying.emoji} {saying.status}", ""),
                class_name="block truncate text-xs text-muted empty:hidden",
            ),
            class_name="min-w-0 text-left",
        ),
        aria_label=myself.name,
        class_name="flex flex-1 items-center gap-2.5 min-w-0 min-h-11 px-2 rounded-control hover:bg-hover",
    )
    return menu(
        trigger,
        menu_item("Set a status", "smile", on_select=page.opens("status")),
        *(_available(value, label) for value, label in AVAILABLE),
        menu_separator(),
        menu_item("Settings", "settings", href="/settings"),
        menu_item("Keyboard shortcuts", "info", on_select=page.opens("shortcuts")),
        menu_item("Switch light and dark", "moon", on_select=rx.toggle_color_mode),
        menu_separator(),
        menu_item("Sign out", "sign-out", on_select=sign_out.sign_out, danger=True),
        side="top",
    )


def _available(value: str, label: str) -> rx.Component:
    return menu_choice(label, presence.myself.availability == value, on_select=ProfileState.available(value))

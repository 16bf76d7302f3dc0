"""The frame of the admin pages: a way back, their own navigation, and nothing at all for those who are no admins."""

from typing import Any

import reflex as rx

from chat_app.components.badge import unread_badge
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.settings import page_header
from chat_app.components.skeleton import room_skeleton
from chat_app.states.admin import AdminState
from chat_app.views.connection import standing

PAGES = (
    ("/admin", "People", "people"),
    ("/admin/invites", "Invites", "mail"),
    ("/admin/rooms", "Rooms", "hash"),
    ("/admin/flags", "Flagged", "flag"),
    ("/admin/workspace", "Workspace", "settings"),
    ("/admin/audit", "Audit log", "list"),
)
one_of: Any = rx.match


def admin_frame(title: str, *content: Any, here: str) -> rx.Component:
    """Return the page *title*, for admins."""
    return page_frame(
        title,
        one_of(
            AdminState.status,
            ("allowed", rx.fragment(*content)),
            ("denied", empty_state("hash", "There is no such page", "The address may be mistyped.")),
            room_skeleton(6),
        ),
        navigation=rx.cond(AdminState.status == "allowed", _navigation(here)),
    )


def page_frame(title: str, *content: Any, navigation: rx.Component | None = None) -> rx.Component:
    """Return a page that stands beside the rooms, with a way back to them."""
    return rx.fragment(
        standing(),
        rx.el.div(
            page_header(title, "px-4"),
            rx.el.div(
                navigation,
                rx.el.main(
                    rx.el.div(*content, class_name="max-w-190 mx-auto"),
                    class_name="flex-1 min-w-0 min-h-0 overflow-y-auto px-6 py-5 max-md:px-4",
                ),
                class_name="flex flex-1 min-h-0 max-md:flex-col",
            ),
            class_name="flex flex-col h-dvh bg-page",
        ),
    )


def _navigation(here: str) -> rx.Component:
    waiting = AdminState.flags > 0
    counts = {"/admin/flags": rx.cond(waiting, unread_badge(AdminState.flags))}
    names = {"/admin/flags": rx.cond(waiting, f"Flagged, {AdminState.flags} to look at", "Flagged")}
    return rx.el.nav(
        *(
            link(
                icon(glyph),
                label,
                counts.get(href),
                href=href,
                aria_label=names.get(href, label),
                aria_current="page" if href == here else "false",
                class_name="flex items-center gap-2.5 h-9 max-md:h-11 px-3 rounded-row text-sm flex-none text-muted "
                "hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-strong "
                "aria-[current=page]:font-semibold",
            )
            for href, label, glyph in PAGES
        ),
        aria_label="Administration",
        class_name="w-50 flex-none flex flex-col gap-0.5 p-3 bg-rail border-r border-line max-md:w-full "
        "max-md:flex-row max-md:overflow-x-auto max-md:border-r-0 max-md:border-b max-md:px-1 max-md:py-1.5 "
        "max-md:[&_svg]:hidden max-md:[&_a]:px-2.5",
    )

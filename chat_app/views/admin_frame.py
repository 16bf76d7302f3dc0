"""The frame of the admin pages: a way back, their own navigation, and nothing at all for those who are no admins."""

from typing import Any

import reflex as rx

from chat_app.browser import session
from chat_app.components.badge import unread_badge
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.skeleton import room_skeleton
from chat_app.states.admin import AdminState
from chat_app.views.connection import connection, signed_out

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
        connection(),
        signed_out(),
        session.effect(),
        rx.el.div(
            rx.el.header(
                link(
                    icon("back"),
                    href="/",
                    aria_label="Back to rooms",
                    class_name="grid place-items-center size-9 max-md:size-11 flex-none rounded-control hover:bg-hover",
                ),
                rx.el.h1(title, class_name="truncate text-lg font-strong"),
                class_name="flex flex-none items-center gap-2 h-14 px-4 border-b border-line",
            ),
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
    return rx.el.nav(
        *(
            link(
                icon(glyph),
                label,
                _count() if href == "/admin/flags" else None,
                href=href,
                aria_label=_name(label) if href == "/admin/flags" else label,
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


def _name(label: str) -> rx.Var[str]:
    return rx.cond(AdminState.flags > 0, f"{label}, {AdminState.flags} to look at", label)


def _count() -> rx.Component:
    """How many flags wait."""
    return rx.cond(AdminState.flags > 0, unread_badge(AdminState.flags))

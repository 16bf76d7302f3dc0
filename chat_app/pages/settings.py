"""`/settings`: what belongs to oneself, section by section."""

import reflex as rx

from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.live.browser import presence, sitting
from chat_app.states.presence import PresenceState
from chat_app.states.profile import ProfileState
from chat_app.states.session import SessionState
from chat_app.views import lines
from chat_app.views.connection import connection, signed_out
from chat_app.views.profile import profile


def settings() -> rx.Component:
    """One column, on a phone too; the way back leads to the room one was in."""
    return rx.fragment(
        connection(),
        signed_out(),
        rx.el.main(
            rx.el.div(
                rx.el.header(
                    link(
                        icon("back"),
                        href="/",
                        aria_label="Back to rooms",
                        class_name="grid place-items-center size-11 -ml-2.5 rounded-control hover:bg-hover",
                    ),
                    rx.el.h1("Settings", class_name="text-title font-bold tracking-tight"),
                    class_name="flex items-center gap-2 mb-5",
                ),
                section("Profile", profile()),
                class_name="w-150 max-w-full mx-auto px-5 py-6",
            ),
            class_name="h-dvh overflow-y-auto bg-page",
        ),
        sitting.keeper(lines.SESSION),
        presence.keeper(PresenceState.stir, lines.SESSION),
    )


def section(title: str, *children: rx.Component) -> rx.Component:
    """One part of the settings, under its heading."""
    return rx.el.section(
        rx.el.h2(title, class_name="mb-4 text-lg font-strong"),
        *children,
        aria_label=title,
        class_name="pb-8 mb-8 border-b border-line last:border-0",
    )


def add_to(app: rx.App) -> None:
    """Add this page."""
    app.add_page(
        settings, route="/settings", title="Settings · Parley", on_load=[SessionState.arrive, ProfileState.open]
    )

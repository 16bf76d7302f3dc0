"""`/settings`: profile, devices and ways to sign in, section by section."""

import reflex as rx

from chat_app.browser import presence
from chat_app.components.settings import settings_page
from chat_app.components.skeleton import room_skeleton
from chat_app.states.profile import ProfileState
from chat_app.states.session import SessionState
from chat_app.states.settings import SettingsState
from chat_app.views import settings
from chat_app.views.connection import standing
from chat_app.views.dialog import toast


def page() -> rx.Component:
    """Return the page with all sections."""
    return rx.fragment(
        standing(),
        settings_page(
            "Settings",
            toast("name", "title", "pronouns", "time_zone", "profile", "current", "new"),
            settings.dialogs(),
            rx.cond(SettingsState.loaded, settings.sections(), room_skeleton(5)),
        ),
        presence.idle_effect(),
    )


def add_to(app: rx.App) -> None:
    """Add this page."""
    app.add_page(
        page,
        route="/settings",
        title="Settings · Parley",
        on_load=[SessionState.arrive, ProfileState.open, SettingsState.open],
    )

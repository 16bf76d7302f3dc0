"""The workspace's colour."""

from typing import Any

import reflex as rx

from chat_app.browser.session import me
from chat_app.live.javascript import Script


def effect(accent: Any = me.accent) -> rx.Component:
    """Return an effect that sets the colour of the page when it is known, and when an admin chooses another."""
    return Script("accent.page").effect("useAccent", accent)()

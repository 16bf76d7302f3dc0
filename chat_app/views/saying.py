"""What somebody is up to, behind their name."""

from typing import Any

import reflex as rx

from chat_app.browser import presence
from chat_app.components.status_badge import status_badge


def badge(person: Any) -> rx.Component:
    """Return the emoji of what a person says they are up to; nothing for a person who says nothing."""
    saying = presence.saying_of(person)
    return status_badge(saying.emoji, saying.status)

"""The workspace's colour: one attribute on the page, from which the stylesheet takes its variables."""

import reflex as rx

from chat_app.live.browser.javascript import effect
from chat_app.views import lines


def keeper() -> rx.Component:
    """Sets the colour when it is known, and when an admin chooses another."""
    return effect(
        """
        const accent = $session.workspace?.accent;
        useEffect(() => { if (accent) document.documentElement.dataset.accent = accent; }, [accent]);
        """,
        session=lines.SESSION,
    )

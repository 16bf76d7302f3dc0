"""The workspace's colour: one attribute on the page, from which the stylesheet takes its variables."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect
from chat_app.views import stores


def keeper() -> rx.Component:
    """Sets the colour when it is known, and when an admin chooses another."""
    return effect(
        """
        const accent = $session.workspace?.accent;
        useEffect(() => { if (accent) document.documentElement.dataset.accent = accent; }, [accent]);
        """,
        session=stores.SESSION,
    )


def before_the_door(accent: Any) -> rx.Component:
    """The same for the pages that visitors see."""
    return effect(
        f"""
        const accent = $entry.{str(accent).rsplit(".", 1)[-1]};
        useEffect(() => {{ if (accent) document.documentElement.dataset.accent = accent; }}, [accent]);
        """,
        entry=accent,
    )

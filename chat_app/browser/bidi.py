"""Names inside sentences."""

import reflex as rx

from chat_app.live.javascript import Script


def in_sentence(name: rx.Var[str]) -> rx.Var[str]:
    """Return a name for a sentence or a title of ours: one from right to left turns nothing round but itself."""
    return Script("bidi").value("isolated", str, name)

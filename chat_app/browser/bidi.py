"""Names inside sentences."""

import reflex as rx

from chat_app.live.javascript import Script


def in_sentence(name: rx.Var[str]) -> rx.Var[str]:
    """Return a name for use inside a sentence: a name that is written from right to left turns nothing else round."""
    return Script("bidi").value("isolated", str, name)

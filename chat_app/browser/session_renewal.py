"""The session of an open page: its tokens are renewed, and when it ends the page says so."""

import reflex as rx

from chat_app.live.javascript import Script
from chat_app.states.session import SessionState


def keeper() -> rx.Component:
    """Return what renews the session; a person who is signed in no more is sent to the sign-in page, or told why."""
    return Script("session_renewal.page").effect("useSession", SessionState)

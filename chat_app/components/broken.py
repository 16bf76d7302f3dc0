"""What stands in place of the whole page when drawing it has failed: what to do, in our own words and looks."""

import reflex as rx

from chat_app.components.button import button
from chat_app.components.empty_state import empty_state
from chat_app.live.javascript import Script
from chat_app.live.reflex_parts import error_boundary


def boundary() -> rx.Component:
    """Return what goes around the app: the page in place of one that cannot be drawn; the server's log is told why."""
    # Messages that were not confirmed are still in the tab's storage when the page is loaded anew.
    explanation = empty_state(
        "retry",
        "Something went wrong here",
        "Nothing that you sent is lost. Loading the page anew should help.",
        button("Reload", on_click=Script("reload.page").handler("reload")),
        role="alert",
    )
    return error_boundary(fallback_render=rx.el.main(explanation, class_name="flex h-dvh bg-page text-ink"))

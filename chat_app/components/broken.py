"""What stands in place of the whole page when drawing it has failed: what to do, in our own words and looks."""

import reflex as rx

from chat_app.components.button import button
from chat_app.components.empty_state import empty_state
from chat_app.live.javascript import Script
from chat_app.live.reflex_parts import error_boundary

RELOAD = Script("reload.page").handler("reload")


def boundary() -> rx.Component:
    """Return what goes around the app; what failed is told to the server's log."""
    return error_boundary(fallback_render=broken())


def broken() -> rx.Component:
    """Return the page; messages that were not confirmed are still in the tab's storage when it is loaded anew."""
    return rx.el.main(
        empty_state(
            "retry",
            "Something went wrong here",
            "Nothing that you sent is lost. Loading the page anew should help.",
            button("Reload", on_click=RELOAD),
            role="alert",
        ),
        class_name="flex h-dvh bg-page text-ink",
    )

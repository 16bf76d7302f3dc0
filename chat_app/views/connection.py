"""Banners about the connection, an ended session, and a removal from a room."""

from typing import Any

import reflex as rx

from chat_app.browser import connection as reach
from chat_app.browser import removal, room, session
from chat_app.components.button import button, look
from chat_app.components.link import document_link
from chat_app.components.notice import notice


def connection() -> rx.Component:
    """Return the status region *Connection*: empty, `Reconnecting…` or offline; and the reason, where it is known."""
    return rx.fragment(
        rx.el.div(
            id=reach.STATUS,
            role="status",
            aria_label="Connection",
            class_name="absolute z-30 top-2 left-1/2 -translate-x-1/2 px-3 py-1 rounded-full text-sm font-medium "
            "bg-warn-soft text-warn empty:opacity-0 empty:p-0 shadow-pop",
        ),
        rx.el.p(
            id=reach.SAID,
            role="alert",
            class_name="fixed z-40 inset-x-4 top-12 mx-auto max-w-140 p-3 rounded-field text-sm "
            "bg-warn-soft text-warn shadow-pop empty:hidden",
        ),
        reach.effect(),
    )


def standing() -> rx.Component:
    """Return what every page of signed-in people has: the connection, and the session, with a banner that says why it
    has ended."""
    return rx.fragment(connection(), _signed_out(), session.effect())


def _signed_out() -> rx.Component:
    return rx.cond(
        session.ended != "",
        _banner(
            session.ended,
            document_link("Sign in", href="/login", on_click=room.remember_page, class_name=look("primary")),
            "z-40",
        ),
    )


def removed() -> rx.Component:
    """Return the banner that says from which room the reader was removed, and by whom."""
    news = removal.news
    return rx.fragment(
        removal.effect(),
        rx.cond(
            news.room_id != "",
            _banner(
                f"{news.by} removed you from #{news.room}. Its messages are not shown to you any more.",
                button("Close", variant="secondary", on_click=removal.dismiss),
                "z-30",
            ),
        ),
    )


def _banner(text: Any, action: rx.Component, layer: str) -> rx.Component:
    place = f"absolute {layer} inset-x-4 top-3 mx-auto max-w-140 shadow-pop rounded-field"
    return rx.el.div(notice(text, "warn", action), class_name=place)

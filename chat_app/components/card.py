"""The one card of a page that stands before the app: sign-in, setup, an invite."""

from typing import Any

import reflex as rx

from chat_app.components.icon import workspace_picture


def auth_card(
    *children: Any, title: str | rx.Var[str], subtitle: str | rx.Var[str] = "", picture: str | rx.Var[str] = ""
) -> rx.Component:
    """Return the page with its card in the middle, headed by the workspace's picture or Parley's mark; on a phone the
    card is the page."""
    return rx.el.main(
        rx.el.div(
            workspace_picture(picture, 44, "size-11 mb-5 rounded-tile"),
            rx.el.h1(title, class_name="text-title font-bold tracking-tight text-balance"),
            rx.el.p(subtitle, class_name="mt-1 text-row text-muted empty:hidden"),
            rx.el.div(*children, class_name="mt-6"),
            class_name="w-98 max-w-full p-9 pb-8 rounded-card border border-line bg-page shadow-card "
            "max-md:w-full max-md:px-6 max-md:border-0 max-md:bg-transparent max-md:shadow-none",
        ),
        class_name="grid place-items-center min-h-dvh bg-rail",
    )


def divider() -> rx.Component:
    """Return the line between two ways to do the same."""
    return rx.el.div(
        "or",
        class_name="flex items-center gap-3 my-4.5 text-xs text-subtle before:content-[''] before:flex-1 "
        "before:h-px before:bg-line after:content-[''] after:flex-1 after:h-px after:bg-line",
    )

"""The frame of a page of settings: a narrow column of titled cards, with a way back."""

from typing import Any

import reflex as rx

from chat_app.components.icon import icon
from chat_app.components.link import link


def settings_page(title: str, *sections: Any) -> rx.Component:
    """Return the page; it scrolls, and on a phone its cards reach from edge to edge."""
    return rx.el.div(
        page_header(title, "sticky top-0 z-10 px-4 max-md:px-1.5 bg-page"),
        rx.el.main(*sections, class_name="w-full max-w-170 mx-auto px-4 py-6 max-md:px-0 max-md:py-3 grid gap-5"),
        class_name="h-dvh overflow-y-auto bg-rail",
    )


def page_header(title: str, look: str) -> rx.Component:
    """Return the header of a page that stands beside the rooms, with the way back to them."""
    return rx.el.header(
        link(
            icon("back"),
            href="/",
            aria_label="Back to rooms",
            class_name="touch grid place-items-center size-9 max-md:size-11 flex-none rounded-control hover:bg-hover",
        ),
        rx.el.h1(title, class_name="truncate text-lg font-strong"),
        class_name=f"flex flex-none items-center gap-2 h-14 border-b border-line {look}",
    )


def settings_section(title: str, description: str | rx.Var[str], *children: Any) -> rx.Component:
    """Return one titled card, to which `#` and its title lead."""
    key = title.lower().replace(" ", "-")
    return rx.el.section(
        rx.el.h2(title, id=f"{key}-title", class_name="text-lg font-strong"),
        rx.el.p(description, class_name="mt-0.5 mb-4 text-sm text-muted empty:hidden"),
        *children,
        id=key,
        aria_labelledby=f"{key}-title",
        class_name="p-6 max-md:px-4 rounded-card max-md:rounded-none border max-md:border-x-0 border-line bg-page",
    )


def settings_row(title: Any, detail: Any, *actions: Any, icon_name: str, **props: Any) -> rx.Component:
    """Return a line of a list: title, detail, and the buttons that act on it."""
    return rx.el.li(
        icon(icon_name, 20, class_name="text-muted flex-none"),
        rx.el.span(
            rx.el.span(title, class_name="block truncate text-sm font-semibold"),
            rx.el.span(detail, class_name="block text-xs text-muted wrap-anywhere"),
            class_name="flex-1 min-w-0",
        ),
        *actions,
        class_name="flex items-center gap-3 min-h-13 py-2 border-b border-line last:border-0",
        **props,
    )

"""The frame of the app: rooms, feed and details side by side on a desk, one of them at a time on a phone."""

from typing import Any, Literal

import reflex as rx

from chat_app.components.button import icon_button
from chat_app.components.icon import icon
from chat_app.components.link import link

Pane = Literal["rooms", "room"]
GLYPH = "mr-1.25 empty:hidden font-medium text-subtle [&_svg]:inline [&_svg]:align-[-3px]"


def app_shell(
    rail: rx.Component, main: rx.Component, details: rx.Component | None = None, *, pane: Pane
) -> rx.Component:
    """Return the three panes; on a phone `pane` is the one that is seen, and details cover both."""
    return rx.el.div(
        rx.el.nav(
            rail,
            aria_label="Rooms",
            class_name="w-66 flex-none flex flex-col min-h-0 bg-rail border-r border-line max-md:w-full "
            "max-md:border-0 max-md:group-data-[pane=room]/shell:hidden",
        ),
        rx.el.main(
            main,
            class_name="relative flex-1 flex flex-col min-w-0 min-h-0 max-md:group-data-[pane=rooms]/shell:hidden",
        ),
        details,
        data_pane=pane,
        class_name="group/shell relative flex h-dvh bg-page overflow-hidden",
    )


def room_header(
    title: str | rx.Var[str],
    topic: str | rx.Var[str] = "",
    tools: rx.Component | None = None,
    *,
    glyph: rx.Component,
    topic_on_phone: bool | rx.Var[bool] = False,
) -> rx.Component:
    """Return the header above the feed. On a phone it starts with the link back to the rooms, and has the topic, under
    the title, only with `topic_on_phone`."""
    return rx.el.header(
        link(
            icon("back"),
            href="/rooms",
            aria_label="Back to rooms",
            class_name="md:hidden grid place-items-center size-11 flex-none rounded-control",
        ),
        rx.el.div(
            rx.el.h1(
                rx.el.span(glyph, aria_hidden="true", class_name=GLYPH),
                title,
                class_name="truncate text-lg font-strong",
            ),
            rx.el.p(
                topic,
                data_on_phone=topic_on_phone,
                class_name="min-w-0 truncate md:pl-3 md:border-l border-line-strong text-sm max-md:text-xs text-muted "
                "max-md:not-data-[on-phone=true]:hidden empty:hidden",
            ),
            class_name="min-w-0 md:flex md:items-center md:gap-3 max-md:flex-1",
        ),
        rx.el.div(tools, class_name="ml-auto flex flex-none items-center gap-0.5 text-muted"),
        class_name="flex flex-none items-center gap-3 h-14 px-5 border-b border-line max-md:h-13 "
        "max-md:gap-1 max-md:px-1.5",
    )


def side_pane(
    title: str, *children: rx.Component, on_close: Any, close: str = "Close details", width: str = "w-78", **props: Any
) -> rx.Component:
    """Return the third pane: beside the feed on a wide desk, over it on a narrow one, all of a phone. `close` is the
    name of its button."""
    return rx.el.aside(
        rx.el.header(
            rx.el.h2(title, class_name="truncate font-strong"),
            icon_button("x", close, class_name="ml-auto", on_click=on_close),
            class_name="flex flex-none items-center h-14 pl-5 pr-3 border-b border-line max-md:h-13",
        ),
        *children,
        aria_label=title,
        class_name=f"{width} flex-none flex flex-col min-h-0 bg-page border-l border-line z-20 max-lg:absolute "
        "max-lg:inset-y-0 max-lg:right-0 max-lg:shadow-pop max-md:w-full max-md:border-0",
        **props,
    )


def details_panel(title: str, *sections: rx.Component, on_close: Any) -> rx.Component:
    """Return a third pane that scrolls as a whole."""
    return side_pane(title, rx.el.div(*sections, class_name="flex-1 min-h-0 overflow-y-auto"), on_close=on_close)


def details_section(title: str | rx.Var[str], *children: Any, count: Any = None) -> rx.Component:
    """Return a titled block of the details pane, with an optional count at the end of its heading."""
    return rx.el.section(
        rx.el.h3(
            title,
            None if count is None else rx.el.span(count, class_name="ml-auto font-medium"),
            class_name="flex mb-2 text-xs font-semibold text-muted",
        ),
        *children,
        class_name="px-5 py-4 border-b border-line last:border-0 text-sm",
    )

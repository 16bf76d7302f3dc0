"""One line of the room list: what it is, what it is called, how much of it you have not read."""

from typing import Any

import reflex as rx

from chat_app.components.badge import unread_badge
from chat_app.components.icon import icon
from chat_app.components.link import link

LOOK = (
    "flex items-center gap-2.25 mx-2 mb-0.5 px-3 h-8 rounded-row text-row text-muted "
    "data-[muted=true]:text-subtle hover:bg-hover max-md:mx-1.5 max-md:h-11.5 data-[unread=true]:text-ink "
    "data-[unread=true]:font-semibold aria-[current=page]:bg-accent-soft "
    "aria-[current=page]:text-accent-strong aria-[current=page]:font-semibold"
)


def room_row(
    name: str | rx.Var[str],
    href: str | rx.Var[str],
    *,
    glyph: rx.Component | None = None,
    active: bool | rx.Var[bool] = False,
    unread: int | rx.Var[int] = 0,
    mentions: int | rx.Var[int] = 0,
    badge: rx.Component | None = None,
    muted: bool | rx.Var[bool] = False,
    draft: bool | rx.Var[bool] = False,
    **props: Any,
) -> rx.Component:
    """Return the link to a room, named as `room_label` says; `glyph` is "#" unless an avatar is given. A `title` among
    the props, such as "Online", is its tooltip, and read after the name. A `muted` room is fainter.

    Its badge counts the posts that are unread or, loudly, how many of them mention one.
    """
    count, calls = rx.Var.create(unread).to(int), rx.Var.create(mentions).to(int)
    label = room_label(name, count, calls > 0)
    return link(
        rx.el.span(
            glyph or "#",
            aria_hidden="true",
            class_name="grid place-items-center w-4.5 max-md:w-6.5 flex-none text-subtle",
        ),
        rx.el.span(name, class_name="truncate"),
        badge,
        rx.cond(draft, icon("edit", 14, class_name="ml-auto [&+*]:ml-0 text-muted")),
        rx.cond(count > 0, unread_badge(rx.cond(calls > 0, calls, count).to(int), calls > 0)),
        href=href,
        aria_label=rx.cond(draft, f"{label}, draft", label),
        aria_current=rx.cond(active, "page", "false"),
        data_unread=count > 0,
        data_muted=muted,
        class_name=LOOK,
        **props,
    )


def room_label(name: str | rx.Var[str], unread: int | rx.Var[int], mentioned: bool | rx.Var[bool]) -> rx.Var[str]:
    """Return what a screen reader says for the row."""
    count = rx.Var.create(unread).to(int)
    tail = rx.cond(mentioned, f"{name}, {count} unread, mentioned", f"{name}, {count} unread")
    return rx.cond(count > 0, tail, f"{name}")

"""The readers of the newest message: small faces below it, and their names on a click."""

import reflex as rx

from chat_app.browser import people
from chat_app.components.avatar import avatar

FACES = 5


def seen_by(ids: rx.Var[str]) -> rx.Component:
    """Return a disclosure named *Seen by …*; `ids` are the readers' ids, separated by blanks."""
    names, more = people.seen_by(ids), people.count_after(ids, FACES)
    return rx.el.details(
        rx.el.summary(
            rx.foreach(people.first_of(ids, FACES), lambda each: avatar(each.initials, each.tint, "xs", key=each.id)),
            rx.cond(more.to(int) > 0, rx.el.span(f"+{more}", class_name="text-2xs text-muted")),
            aria_label=names,
            title=names,
            class_name="touch flex items-center justify-end gap-0.5 h-5 w-fit ml-auto cursor-pointer list-none "
            "[&::-webkit-details-marker]:hidden",
        ),
        rx.el.p(names, class_name="text-xs text-muted text-right"),
        custom_attrs={"name": "seen"},
        class_name="px-5 max-md:px-4",
    )

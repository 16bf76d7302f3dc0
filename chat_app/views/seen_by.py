"""Who has read up to a message: small faces below it, and their names for whoever asks."""

import reflex as rx

from chat_app.components.avatar import avatar
from chat_app.live.browser.javascript import expression
from chat_app.schemas import PersonOut
from chat_app.views import stores

FACES = 5


def seen_by(ids: rx.Var[str]) -> rx.Component:
    """A disclosure named *Seen by …*; `ids` are those of the readers, parted by blanks."""
    known = f"""{ids!s}.split(" ").map((id) => $people["p_" + id] ?? {stores.NOBODY})"""
    names = expression(f'"Seen by " + {known}.map((each) => each.name).join(", ")', str, people=stores.PEOPLE)
    faces = expression(f"{known}.slice(0, {FACES})", list[PersonOut], people=stores.PEOPLE)
    more = expression(f"Math.max(0, {ids!s}.split(' ').length - {FACES})", int).to(int)
    return rx.el.details(
        rx.el.summary(
            rx.foreach(faces, lambda each: avatar(each.initials, each.tint, "xs", key=each.id)),
            rx.cond(more > 0, rx.el.span(f"+{more}", class_name="text-2xs text-muted")),
            aria_label=names,
            title=names,
            class_name="touch flex items-center justify-end gap-0.5 h-5 w-fit ml-auto cursor-pointer list-none "
            "[&::-webkit-details-marker]:hidden",
        ),
        rx.el.p(names, class_name="text-xs text-muted text-right"),
        custom_attrs={"name": "seen"},
        class_name="px-5 max-md:px-4",
    )

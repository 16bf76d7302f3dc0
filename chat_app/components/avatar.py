"""A person as their picture, or two letters on one of six tints, with a dot that tells who is around."""

from typing import Any, Literal

import reflex as rx

Size = Literal["xs", "sm", "md", "lg", "xl"]

SIZES: dict[Size, str] = {
    "xs": "size-4.5 rounded-sm text-3xs tracking-tighter",
    "sm": "size-5 max-md:size-6.5 rounded-sm text-3xs",
    "md": "size-7.5 rounded-field text-xs",
    "lg": "size-9 rounded-tile text-sm",
    "xl": "size-18 rounded-card text-title",
}


def avatar(
    initials: str | rx.Var[str],
    tint: int | rx.Var[int],
    size: Size = "sm",
    *,
    picture: str | rx.Var[str] = "",
    presence: str | rx.Var[str] = "",
    **props: Any,
) -> rx.Component:
    """Return the avatar; `picture` is the address of one, or empty for initials on `tint` (1 to 6); `presence` is
    "online", "away", "dnd", "offline" or empty.

    Hidden from screen readers: the name always stands beside it.
    """
    return rx.el.span(
        initials,
        _face(picture),
        _dot(presence),
        aria_hidden="true",
        data_tint=tint,
        class_name=f"avatar {SIZES[size]}",
        **props,
    )


def _face(picture: str | rx.Var[str]) -> rx.Component | None:
    if isinstance(picture, str) and not picture:
        return None
    image = rx.el.img(src=picture, alt="", loading="lazy")
    return rx.cond(picture, image)


def _dot(presence: str | rx.Var[str]) -> rx.Component | None:
    if isinstance(presence, str) and not presence:
        return None
    return rx.el.i(data_presence=presence)

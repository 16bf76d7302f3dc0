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
        class_name=f"relative grid place-items-center flex-none font-strong text-on-accent select-none {SIZES[size]}",
        **props,
    )


def _face(picture: str | rx.Var[str]) -> rx.Component | None:
    if isinstance(picture, str) and not picture:
        return None
    image = rx.el.img(src=picture, alt="", loading="lazy", class_name="absolute inset-0 size-full rounded-[inherit]")
    return rx.cond(picture, image)


def _dot(presence: str | rx.Var[str]) -> rx.Component | None:
    if isinstance(presence, str) and not presence:
        return None
    return rx.el.i(
        data_presence=presence,
        class_name="absolute -right-0.75 -bottom-0.75 size-2.75 rounded-full border-2 border-rail bg-rail "
        "data-[presence=online]:bg-ok data-[presence=away]:shadow-[inset_0_0_0_2px_var(--field)] "
        "data-[presence=dnd]:bg-danger data-[presence=dnd]:after:content-[''] data-[presence=dnd]:after:absolute "
        "data-[presence=dnd]:after:inset-x-0.25 data-[presence=dnd]:after:top-0.75 data-[presence=dnd]:after:h-0.25 "
        "data-[presence=dnd]:after:bg-on-accent data-[presence=offline]:hidden data-[presence='']:hidden",
    )

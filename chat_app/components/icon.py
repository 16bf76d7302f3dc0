"""Icons as one stroked path each on a 24-pixel grid: inline, so that they follow the text's colour."""

# ruff: noqa: E501 (a path is one line)

from typing import Any

import reflex as rx

ICONS: dict[str, str] = {
    "archive": "M5 8h14v11H5zM4 5h16v3H4zM10 12h4",
    "at": "M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM15.5 8.5v5a2.3 2.3 0 0 0 4.5 0V12a8 8 0 1 0-3 6.2",
    "back": "m14 6-6 6 6 6",
    "bell": "M6 16.5h12l-1.5-2.5v-3.5a4.5 4.5 0 0 0-9 0V14zM10.2 19.5h3.6",
    "bookmark": "M7 4.5h10v15l-5-3.5-5 3.5z",
    "bold": "M8 5h5a3.5 3.5 0 0 1 0 7H8zM8 12h6a3.5 3.5 0 0 1 0 7H8z",
    "check": "m5.5 12.5 4.2 4.2 8.8-9.2",
    "code": "m8.5 8-4 4 4 4M15.5 8l4 4-4 4",
    "down": "m8 10 4 4 4-4",
    "edit": "m5 19 .8-3.6L15.6 5.6a1.7 1.7 0 0 1 2.8 2.8L8.6 18.2z",
    "file": "M7 4h7l4 4v12H7zM14 4v4h4",
    "flag": "M6.5 20V4.5M6.5 5h11l-2.5 3.8 2.5 3.7h-11",
    "hash": "M9.5 5 8 19M16 5l-1.5 14M5.5 9.5h14M4.5 14.5h14",
    "info": "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM12 11.5v4.5M12 8v.01",
    "italic": "M10 5h6M8 19h6M13 5l-3 14",
    "link": "M10 14a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1M14 10a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1",
    "list": "M9 7h10M9 12h10M9 17h10M5 7h.01M5 12h.01M5 17h.01",
    "lock": "M6.5 11h11v8.5h-11zM8.5 11V8.5a3.5 3.5 0 0 1 7 0V11",
    "mail": "M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6",
    "moon": "M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z",
    "more": "M6.7 12a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0zM12.7 12a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0zM18.7 12a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0z",
    "panel": "M6.5 5h11A2.5 2.5 0 0 1 20 7.5v9a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 16.5v-9A2.5 2.5 0 0 1 6.5 5zM14.5 5v14",
    "people": "M12.5 8.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM4 19c0-3 2.3-5 5.5-5s5.5 2 5.5 5M15.5 5.8a3 3 0 0 1 0 5.4M17.5 14.5c1.6.7 2.5 2.3 2.5 4.5",
    "pin": "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
    "plus": "M12 5v14M5 12h14",
    "reply": "m9 8-4.5 4L9 16M5 12h8.5c3.5 0 5.5 2 5.5 5",
    "retry": "M18.5 12a6.5 6.5 0 1 1-1.9-4.6L19 9.5M19 5v4.5h-4.5",
    "search": "M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM20 20l-4.2-4.2",
    "send": "M5 12h13M12.5 6.5 18 12l-5.5 5.5",
    "settings": "M5 8h8M17 8h2M5 16h2M11 16h8M17 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM11 16a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
    "sign-out": "M13 5H6v14h7M11 12h9M16.5 8.5 20 12l-3.5 3.5",
    "smile": "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM9 14.2c.8 1 1.8 1.5 3 1.5s2.2-.5 3-1.5M9.2 9.8v.01M14.8 9.8v.01",
    "star": "m12 4.5 2.3 4.7 5.2.8-3.8 3.7.9 5.2-4.6-2.5-4.6 2.5.9-5.2L4.5 10l5.2-.8z",
    "trash": "M5 7.5h14M9.5 7.5V5h5v2.5M7 7.5 8 19.5h8l1-12M10.5 11v5M13.5 11v5",
    "warn": "M12 4.5 20.5 19h-17zM12 10v4.5M12 16.8v.01",
    "x": "m7 7 10 10M17 7 7 17",
}  # fmt: skip
MARK = "M5 6.5h9a3 3 0 0 1 3 3v1a3 3 0 0 1-3 3H9l-4 3zM19 10.5v8.5l-3-2.5h-4"


def icon(name: str, size: int = 18, *, class_name: str = "", **props: Any) -> rx.Component:
    """Return the icon, `size` pixels square, hidden from screen readers: its button carries the name."""
    return _drawing(rx.el.path(d=ICONS[name]), size, class_name=f"icon {class_name}".strip(), **props)


def mark(size: int = 28, *, class_name: str = "", **props: Any) -> rx.Component:
    """Return Parley's mark, two speech bubbles on the accent colour, `size` pixels square."""
    return _drawing(
        rx.fragment(
            rx.el.rect(width="24", height="24", rx="6.8", class_name="fill-accent"),
            rx.el.path(d=MARK, class_name="icon mark"),
        ),
        size,
        class_name=f"flex-none {class_name}".strip(),
        **props,
    )


def workspace_picture(picture: str | rx.Var[str], size: int, look: str) -> rx.Component:
    """Return the workspace's picture with the classes `look`, or Parley's mark while it has none."""
    plain = mark(size, class_name=look)
    if isinstance(picture, str) and not picture:
        return plain
    return rx.cond(picture, rx.el.img(src=picture, alt="", class_name=f"flex-none {look}"), plain)


def _drawing(shape: rx.Component, size: int, **props: Any) -> rx.Component:
    return rx.el.svg(shape, view_box="0 0 24 24", width=str(size), height=str(size), aria_hidden="true", **props)

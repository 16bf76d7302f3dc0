"""Grey shapes where rooms and messages will be, so that nothing jumps when they come."""

import reflex as rx

WIDTHS = ("w-3/5", "w-2/5", "w-4/5", "w-1/2", "w-2/3")


def message_skeleton(rows: int) -> rx.Component:
    """Return as many messages to be."""
    return _loading("Loading messages", *(_message(WIDTHS[n % len(WIDTHS)]) for n in range(rows)))


def room_skeleton(rows: int) -> rx.Component:
    """Return as many rooms to be."""
    return _loading("Loading rooms", *(_room(WIDTHS[n % len(WIDTHS)]) for n in range(rows)))


def _loading(label: str, *rows: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.span(label, class_name="sr-only"),
        rx.el.div(*rows, aria_hidden="true"),
        role="status",
        class_name="w-full",
    )


def _message(width: str) -> rx.Component:
    text = rx.el.div(
        _shape("h-3 w-32 rounded-sm"),
        _shape(f"h-3 rounded-sm {width}"),
        class_name="flex-1 grid content-center gap-2.5",
    )
    return rx.el.div(_shape("size-9 flex-none rounded-tile"), text, class_name="flex gap-3 px-5 py-2.5 max-md:px-3.5")


def _room(width: str) -> rx.Component:
    return rx.el.div(
        _shape("size-4.5 flex-none rounded-sm"),
        _shape(f"h-3 rounded-sm {width}"),
        class_name="flex items-center gap-2.25 h-8 max-md:h-11.5 px-5",
    )


def _shape(look: str) -> rx.Component:
    return rx.el.div(class_name=f"bg-press animate-pulse {look}")

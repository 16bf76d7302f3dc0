"""Lists: with a search, with pages, and what their lines have in common."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from chat_app.components.button import button
from chat_app.components.field import INPUT
from chat_app.components.skeleton import room_skeleton
from chat_app.views.dialog import replies


def listing(name: str, state: Any, line: Callable[[Any], rx.Component], nothing: rx.Component) -> rx.Component:
    """Return the list *name* of a `Listing` state: each `line` of what was found, or `nothing`."""
    return rx.fragment(
        _search(f"Search {name.lower()}", state.words, state.look_up),
        replies(),
        found(name, state, line, nothing, pager(state)),
    )


def found(
    name: str, state: Any, line: Callable[[Any], rx.Component], nothing: rx.Component, *below: rx.Component
) -> rx.Component:
    """Return the list *name* of what a state has `found`, or `nothing`, when it is `ready`."""
    return rx.cond(
        state.ready,
        rx.fragment(
            rx.el.ul(rx.foreach(state.found, line), aria_label=name),
            rx.cond(state.found.length() == 0, nothing),
            *below,
        ),
        room_skeleton(6),
    )


def two_lines(title: Any, detail: Any, look: str = "truncate") -> rx.Component:
    """Return what a line of a list says: a title, and below it a detail with the classes `look`."""
    return rx.el.span(
        rx.el.span(title, class_name="block truncate font-semibold"),
        rx.el.span(detail, class_name=f"block text-xs text-muted {look}"),
        class_name="flex-1 min-w-0",
    )


def _search(label: str, value: Any, on_submit: Any) -> rx.Component:
    return rx.el.form(
        rx.el.input(
            name="words",
            type="search",
            aria_label=label,
            placeholder=label,
            default_value=value,
            max_length=100,
            class_name=INPUT,
        ),
        on_submit=on_submit,
        class_name="mb-3",
    )


def pager(state: Any) -> rx.Component:
    """Return which page is shown, and the buttons to the next and the previous one."""
    return rx.cond(
        state.last > 0,
        rx.el.nav(
            _turn("Previous", state, state.page - 1, state.page == 0),
            rx.el.span(f"Page {state.page + 1} of {state.last + 1}", class_name="text-sm text-muted"),
            _turn("Next", state, state.page + 1, state.page >= state.last),
            aria_label="Pages",
            class_name="flex items-center justify-between gap-3 py-4",
        ),
    )


def _turn(label: str, state: Any, page: Any, disabled: Any) -> rx.Component:
    return button(label, variant="secondary", disabled=disabled, on_click=state.turn(state.words, page))

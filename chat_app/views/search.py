"""Search over everything one may read."""

from typing import Any

import reflex as rx

from chat_app.components.avatar import avatar
from chat_app.components.button import button
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.shell import room_header
from chat_app.live.browser.javascript import expression
from chat_app.states.search import Found, Piece, SearchState

HINT = 'Words, "a phrase", from:grace, in:designers, before:2026-11-21, after:2026-11-01, has:link'


def search() -> rx.Component:
    """The box, and what was found, newest first."""
    return rx.fragment(
        room_header("Search", back_href="/rooms", glyph=icon("search")),
        rx.el.form(
            rx.el.input(
                name="query",
                type="search",
                aria_label="Search messages",
                placeholder="Search messages",
                default_value=SearchState.asked,
                auto_focus=True,
                max_length=200,
                class_name="flex-1 min-w-0 h-10.5 max-md:h-11 px-3 rounded-field border border-field bg-page text-base "
                "outline-none focus:border-ring focus:ring-3 focus:ring-accent/25",
            ),
            button("Search", type="submit"),
            on_submit=SearchState.ask,
            class_name="flex gap-2 px-5 pt-4 max-md:px-3",
        ),
        rx.el.p(HINT, class_name="px-5 pt-2 pb-3 text-xs text-muted max-md:px-3"),
        rx.el.div(
            _results(), class_name="flex-1 min-h-0 overflow-y-auto px-2 pb-6", role="region", aria_label="Results"
        ),
    )


def _results() -> rx.Component:
    return rx.fragment(
        rx.cond(SearchState.error != "", rx.el.p(SearchState.error, role="alert", class_name="px-3 text-sm text-bad")),
        rx.foreach(SearchState.found, _found),
        rx.cond(
            SearchState.more,
            rx.el.div(
                button("Older results", variant="secondary", on_click=SearchState.older),
                class_name="flex justify-center py-4",
            ),
        ),
        rx.cond(
            (SearchState.asked != "") & (SearchState.found.length() == 0) & (SearchState.error == ""),
            empty_state("search", "Nothing found", "Try fewer words, or the beginning of one."),
        ),
    )


def _found(found: rx.Var[Found]) -> rx.Component:
    line: Any = found
    when = expression(f"new Date({line.at!s}).toLocaleString([], {{dateStyle: 'medium', timeStyle: 'short'}})", str)
    return link(
        avatar(line.sender.initials, line.sender.tint, "lg", picture=line.sender.picture),
        rx.el.span(
            rx.el.span(
                rx.el.b(line.sender.name, class_name="font-strong text-row"),
                rx.el.span(line.room, " · ", when, class_name="text-xs text-subtle"),
                class_name="flex items-baseline gap-2 flex-wrap",
            ),
            rx.el.span(rx.foreach(line.pieces, _piece), class_name="block wrap-anywhere"),
            class_name="min-w-0",
        ),
        href=line.href,
        class_name="flex gap-3 px-3 py-2.5 rounded-tile hover:bg-rail",
        key=line.id,
    )


def _piece(piece: rx.Var[Piece]) -> rx.Component:
    part: Any = piece
    return rx.cond(
        part.marked,
        rx.el.mark(part.text, class_name="bg-accent-soft text-accent-strong rounded-sm"),
        rx.el.span(part.text),
    )

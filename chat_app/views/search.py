"""Search: the box and the results, on a page of their own and in the pane beside a room."""

from typing import Any

import reflex as rx

from chat_app.browser import days, pane, room
from chat_app.browser import search as search_results
from chat_app.browser.search import found, status
from chat_app.components.avatar import avatar
from chat_app.components.button import button, icon_button, more_button, plain_button
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.shell import room_header, side_pane
from chat_app.components.skeleton import message_skeleton
from chat_app.schemas.screen import Found, Piece

FILTERS = ("from:", "in:", "before:", "after:", "on:", "has:link")
SHOWN, TOGGLE = pane.is_shown("search"), search_results.toggle_panel


def search() -> rx.Component:
    """Return the page: all messages that the reader may read, newest first."""
    return rx.el.div(
        room_header("Search", glyph=icon("search", class_name="inline")),
        _form("Search messages", status.query, FILTERS),
        _results(status.room_id == ""),
        data_search="page",
        class_name="contents",
    )


def panel() -> rx.Component:
    """Return the pane, which searches the room beside it."""
    return side_pane(
        "Search this room",
        _form(
            "Search this room",
            rx.cond(status.room_id == room.view.room_id, status.query, ""),
            tuple(each for each in FILTERS if each != "in:"),
            here=True,
        ),
        _results(status.room_id == room.view.room_id),
        on_close=TOGGLE,
        close="Close search",
        width="w-92",
        data_search="panel",
    )


def opener() -> rx.Component:
    """Return the button that opens the pane."""
    return icon_button("search", "Search this room", aria_expanded=SHOWN, on_click=TOGGLE)


def _form(label: str, query: Any, filters: tuple[str, ...], *, here: bool = False) -> rx.Component:
    return rx.fragment(
        rx.el.form(
            rx.el.input(
                name="query",
                type="search",
                aria_label=label,
                placeholder=label,
                default_value=query,
                auto_focus=not here,
                auto_complete="off",
                max_length=200,
                class_name="flex-1 min-w-0 h-10.5 max-md:h-11 px-3 rounded-field border border-field bg-page text-base "
                "outline-none focus:border-ring focus:ring-3 focus:ring-accent/25",
            ),
            button("Search", type="submit"),
            on_submit=search_results.ask(room.view.room_id if here else ""),
            class_name="flex items-center gap-2 px-5 pt-4 max-md:px-3",
        ),
        rx.el.div(
            *(_filter(each) for each in filters),
            rx.el.span('"a phrase"', class_name="text-xs text-muted"),
            role="group",
            aria_label="Filters",
            class_name="flex flex-wrap items-center gap-1.5 px-5 pt-2 pb-3 max-md:px-3",
        ),
    )


def _filter(part: str) -> rx.Component:
    return plain_button(
        part,
        aria_label=f"Filter {part}",
        on_click=search_results.insert(part),
        class_name="touch h-6.5 max-md:h-8 px-2 rounded-full border border-line-strong text-xs text-muted "
        "hover:bg-hover",
    )


def _results(ours: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(ours, _list()),
        role="region",
        aria_label="Results",
        tab_index=0,
        class_name="flex-1 min-h-0 overflow-y-auto px-2 pb-6 outline-none flex flex-col",
    )


def _list() -> rx.Component:
    nothing = (status.query != "") & ~status.loading & (status.error == "") & (found.length() == 0)
    return rx.fragment(
        rx.cond(status.error != "", rx.el.p(status.error, role="alert", class_name="px-3 text-sm text-bad")),
        rx.cond(status.loading, message_skeleton(5)),
        rx.foreach(found, _found),
        rx.cond(
            status.more,
            more_button("Older results", search_results.more, custom_attrs={"data-more-results": "1"}),
        ),
        rx.cond(nothing, empty_state("search", "Nothing found", "Try fewer words, or the beginning of one.")),
        rx.cond(
            (status.query == "") & (status.error == ""),
            empty_state("search", "Find what was said", "The beginning of a word is enough, accents do not matter."),
        ),
        search_results.effect(),
    )


def _found(line: rx.Var[Found]) -> rx.Component:
    return link(
        avatar(line.sender.initials, line.sender.tint, "lg", picture=line.sender.picture),
        rx.el.span(
            rx.el.span(
                rx.el.b(line.sender.name, class_name="font-strong text-row"),
                rx.el.span(
                    rx.cond(status.room_id == "", f"{line.room} · ", ""),
                    days.moment(line.at),
                    class_name="text-xs text-subtle",
                ),
                class_name="flex items-baseline gap-x-2 flex-wrap",
            ),
            rx.el.span(rx.foreach(line.pieces, _piece), class_name="block wrap-anywhere"),
            class_name="min-w-0",
        ),
        href=line.href,
        on_click=search_results.followed(line.id),
        custom_attrs={"data-hit": line.id},
        class_name="flex gap-3 px-3 py-2.5 rounded-tile hover:bg-rail",
        key=line.id,
    )


def _piece(part: rx.Var[Piece]) -> rx.Component:
    return rx.cond(
        part.marked,
        rx.el.mark(part.text, class_name="bg-accent-soft text-accent-strong rounded-sm"),
        rx.el.span(part.text),
    )

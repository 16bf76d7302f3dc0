"""Choosing people: a box that narrows a list of them, each with a tick box. Who is ticked stays in sight."""

from typing import Any

import reflex as rx

from chat_app.components.avatar import avatar
from chat_app.components.field import text_field
from chat_app.live.javascript import Script


def person_picker(people: Any, word: Any, on_word: Any, *, error: Any = "", list_id: str = "people") -> rx.Component:
    """Return both; in the form that holds it, each ticked box is called `person:<id>`."""
    return rx.fragment(
        text_field(
            "People",
            "word",
            id=f"{list_id}-word",
            error=error,
            role="combobox",
            aria_expanded="true",
            aria_controls=list_id,
            placeholder="Type a name",
            auto_complete="off",
            on_change=on_word,
        ),
        rx.el.ul(
            rx.foreach(people, lambda person: _person(person, word)),
            id=list_id,
            role="listbox",
            aria_label="People",
            aria_multiselectable="true",
            class_name="max-h-72 overflow-y-auto -mx-2 mb-2",
        ),
    )


def _person(person: Any, word: Any) -> rx.Component:
    out = ~Script("fold").value("holds", bool, person.name, word)
    return rx.el.li(
        rx.el.label(
            rx.el.input(
                type="checkbox", name=f"person:{person.id}", aria_label=person.name, class_name="size-4 accent-accent"
            ),
            avatar(person.initials, person.tint, "md"),
            rx.el.span(person.name, class_name="truncate"),
            class_name="flex items-center gap-2.5 px-2 min-h-11 rounded-row hover:bg-hover has-checked:bg-accent-soft",
        ),
        role="option",
        data_out=out,
        class_name="data-[out=true]:hidden data-[out=true]:has-checked:block",
        key=person.id,
    )

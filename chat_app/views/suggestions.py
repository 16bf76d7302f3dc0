"""The list above the message box: people, rooms and emoji that complete the typed word."""

import reflex as rx

from chat_app.browser import suggestions as offered
from chat_app.browser.suggestions import Hit
from chat_app.components.avatar import avatar

LIST = "suggestions"


def suggestions() -> rx.Component:
    """Return the listbox that the message box controls, while there are suggestions."""
    return rx.fragment(
        rx.cond(
            offered.shown.length() > 0,
            rx.el.ul(
                rx.foreach(offered.shown, _hit),
                id=LIST,
                role="listbox",
                aria_label="Suggestions",
                class_name="absolute bottom-full left-0 mb-1.5 z-20 w-full max-w-96 max-h-[45dvh] overflow-y-auto "
                "p-1.25 rounded-tile border border-line-strong bg-raised shadow-pop",
            ),
        ),
        offered.effect(),
    )


def _hit(hit: rx.Var[Hit]) -> rx.Component:
    glyph = rx.el.span(hit.glyph, aria_hidden="true", class_name="grid place-items-center size-5 text-base text-muted")
    return rx.el.li(
        rx.cond(hit.tint > 0, avatar(hit.glyph, hit.tint, "sm"), glyph),
        rx.el.span(hit.label, class_name="truncate flex-none max-w-full"),
        rx.el.span(hit.hint, class_name="truncate text-xs text-muted empty:hidden"),
        id=f"suggestion-{hit.index}",
        role="option",
        aria_selected=hit.chosen,
        on_mouse_down=offered.keep_focus,
        on_click=offered.pick(hit),
        class_name="flex items-center gap-2.5 px-2 h-8.5 max-md:h-11 rounded-row text-sm cursor-pointer "
        "hover:bg-hover aria-selected:bg-accent-soft",
        key=hit.insert,
    )

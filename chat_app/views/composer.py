"""The composer: message box, formatting buttons, and the notes above the box."""

import reflex as rx

from chat_app.browser import composer as composing
from chat_app.browser import message_box, room, sending
from chat_app.browser import suggestions as offered
from chat_app.browser.bidi import in_sentence
from chat_app.components.button import icon_button
from chat_app.components.icon import icon
from chat_app.schemas import MAX_MESSAGE
from chat_app.views import asides, suggestions

FORMATS = (
    ("bold", "Bold (Ctrl+B)"),
    ("italic", "Italic (Ctrl+I)"),
    ("code", "Code (Ctrl+Shift+C)"),
    ("link", "Link (Ctrl+K)"),
    ("list", "List"),
)


def composer() -> rx.Component:
    """Return the composer, for members of the room on the screen; the click on a room shows it at once."""
    return rx.cond(
        room.inside,
        rx.fragment(
            asides.undo(),
            asides.reply(),
            asides.mode(),
            asides.limit(),
            _box(),
            message_box.effect(),
        ),
    )


def _box() -> rx.Component:
    return rx.el.form(
        suggestions.suggestions(),
        rx.el.textarea(
            name="message",
            aria_label="Message",
            aria_describedby=asides.LIMIT_ID,
            placeholder=_placeholder(),
            rows="1",
            auto_complete="off",
            enter_key_hint="send",
            aria_autocomplete="list",
            aria_haspopup="listbox",
            aria_controls=suggestions.LIST,
            aria_activedescendant=offered.active,
            on_key_down=message_box.on_key_down,
            class_name="block w-full resize-none bg-transparent px-4 pt-3 pb-1.5 max-md:py-2.5 text-base text-ink "
            "placeholder:text-subtle outline-none max-md:flex-1",
        ),
        _tools(),
        on_submit=sending.submit,
        class_name="relative mx-5 mb-4.5 max-md:mx-2.5 max-md:mb-3.5 max-md:flex max-md:items-end rounded-box border "
        "border-field bg-page focus-within:border-ring focus-within:ring-3 focus-within:ring-accent/15",
    )


def _tools() -> rx.Component:
    return rx.el.div(
        *(
            icon_button(name, label, class_name="max-md:hidden", on_click=message_box.format_selected(name))
            for name, label in FORMATS
        ),
        icon_button("smile", "Emoji", class_name="max-md:hidden", on_click=composing.pick_for_box),
        rx.el.button(
            icon("send"),
            type="submit",
            aria_label="Send",
            title="Send",
            aria_disabled=composing.size.count > MAX_MESSAGE,
            class_name="ml-auto grid place-items-center w-8.5 h-7.5 max-md:size-11 rounded-row "
            "max-md:rounded-full bg-accent text-on-accent hover:bg-accent-hover "
            "aria-disabled:opacity-55",
        ),
        class_name="flex items-center px-2 pb-2 max-md:p-0.5",
    )


def _placeholder() -> rx.Var[str]:
    name = in_sentence(room.row.name)
    return rx.cond(room.row.kind == "direct", f"Message {name}", f"Message #{name}")

"""A picker for any emoji, with search and recent ones: npm's emoji-picker-react, loaded when first opened."""

from typing import Any

import reflex as rx


def _picked(data: Any) -> tuple[rx.Var[dict[str, Any]]]:
    return (data,)


class EmojiPicker(rx.NoSSRComponent):
    """Draws emoji with the reader's own font, so that no image is requested from anywhere."""

    library = "emoji-picker-react@5.1.4"
    tag = "EmojiPicker"
    is_default = True

    emoji_style: rx.Var[str]
    theme: rx.Var[str]
    width: rx.Var[str]
    height: rx.Var[int]
    preview_config: rx.Var[dict[str, Any]]

    on_emoji_click: rx.EventHandler[_picked]


def emoji_picker(on_pick: Any) -> rx.Component:
    """Return the picker; `on_pick`, a function of the browser's, gets an object whose `emoji` is the text."""
    return EmojiPicker.create(
        emoji_style="native",
        theme=rx.color_mode_cond("light", "dark"),
        width="100%",
        height=360,
        preview_config={"showPreview": False},
        on_emoji_click=on_pick,
    )

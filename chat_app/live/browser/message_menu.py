"""The menu behind *More*: one for the whole feed, since five hundred mounted ones would be felt.

It is the entry `more` of the composer's store, made in this tab: which message it is about, and where its button is.
"""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import expression, handler

_BUTTON = """document.querySelector('.message-bar [data-state="open"]')"""


def show(composer: Any, message_id: Any) -> Any:
    """Open it beside the button that was pressed. The button is marked by hand: React draws no message again."""
    return handler(
        f"""
        (event) => {{
          const button = event.currentTarget, {{left, top, width, height}} = button.getBoundingClientRect();
          button.dataset.state = "open";
          button.setAttribute("aria-expanded", "true");
          set$composer({{more: {{id: {message_id!s}, left, top, width, height}}}});
        }}
        """,
        composer=composer,
    )


def shown(composer: Any) -> Any:
    """What Radix calls when the menu opens or closes."""
    return handler("(open) => { if (!open) set$composer({more: null}); }", composer=composer)


def closed() -> Any:
    """Gives the focus back to the button, or to the message box when its message is gone."""
    return handler(
        f"""
        (event) => {{
          event.preventDefault();
          const button = {_BUTTON};
          if (!button) return document.querySelector("[name=message]")?.focus();
          delete button.dataset.state;
          button.setAttribute("aria-expanded", "false");
          button.focus();
        }}
        """
    )


def place(composer: Any) -> rx.Var[dict[str, Any]]:
    """Where the button is, as the style of a trigger that lies over it."""
    return expression("$composer.more ?? {}", dict[str, Any], composer=composer)


def act(javascript: str, events: Any, **stores: Any) -> Any:
    """What an item does with the menu's `message`, unless it is gone."""
    return handler(
        f"""
        () => {{
          const message = $feed["m_" + $composer.more?.id];
          if (!message) return;
          {javascript}
        }}
        """,
        events,
        **stores,
    )


UNREAD = """
set$feed({held: message.room_id, line: {room_id: message.room_id, seq: message.seq - 1}});
@unread(message.room_id, message.seq - 1, message.post_no - 1);
"""
PIN = "@pin(message.id, !message.pinned);"
SAVE = """
const saved = $rooms.saved?.ids.includes(message.id);
set$composer({said: {text: saved ? "Removed from your saved messages." : "Saved. Only you see it, under Saved.",
  fine: true}});
@keep(message.id, !saved);
"""
COPY_LINK = """
const address = [location.origin, "rooms", message.room_id, message.id].join("/");
copyText(address).then(() => set$composer({said: {text: "Link copied.", fine: true}}),
  () => set$composer({said: {text: "The browser did not let us copy: " + address}}));
"""

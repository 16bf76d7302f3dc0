"""What a message shows of others, and what clicks on it do."""

from typing import Any

import reflex as rx

from chat_app.live.javascript import Script


def quoted_text(quoted: Any) -> rx.Var[str]:
    """Return the first line of the message that one answers, which may be gone."""
    return Script("message").value("quotedText", str, quoted)


def jump_to(message_id: Any) -> Any:
    """Return a handler that goes to a message within the window, without loading anything."""
    return Script("message.page").handler("jumpTo", message_id)

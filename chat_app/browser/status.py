"""The status that people give themselves."""

from typing import Any

from chat_app.live.javascript import Script
from chat_app.states.status import StatusState

_page = Script("status.page")


def submit() -> Any:
    """Return a handler that saves the status in the form."""
    return _page.handler("submitStatus", StatusState.save)


def choose(emoji: Any, text: Any, after: Any) -> Any:
    """Return a handler that saves a ready-made status; `after` is minutes, `today`, `week` or `0` for no end."""
    return _page.handler("chooseStatus", StatusState.save, emoji, text, after)

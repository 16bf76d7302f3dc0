"""The clipboard of the reader."""

from typing import Any

from chat_app.live.javascript import Script

_script = Script("clipboard.page")


def copies_field(id: str) -> Any:
    """Return what copies the text of a field, for a button, which then says so."""
    return _script.handler("copyField", id)


def selects_all() -> Any:
    """Return what selects the text of a field that gets the focus."""
    return _script.handler("selectAll")

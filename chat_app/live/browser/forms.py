"""The token of our forms in the browser: read from its cookie at the last moment, as sessions change."""

from typing import Any

from chat_app.auth.form_token import COOKIE, FIELD
from chat_app.live.browser.javascript import handler, shared

shared("formToken", f"() => document.cookie.match(/{COOKIE}=([^;]*)/)?.[1] ?? ''")


def stamp() -> Any:
    """On submit of a plain form: put the token into its hidden field."""
    return handler(f"(event) => {{ event.currentTarget.elements.{FIELD}.value = formToken(); }}")

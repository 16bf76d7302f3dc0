"""The token of our forms in the browser: read from its cookie at the last moment, as sessions change."""

from typing import Any

from chat_app.auth.form_token import COOKIE, FIELD
from chat_app.live.browser.javascript import handler, shared, shared_file

shared_file("renewal.js", "renewed", "mustRenew", "wayOut")
shared("formToken", f"() => document.cookie.match(/{COOKIE}=([^;]*)/)?.[1] ?? ''")


def stamp() -> Any:
    """On submit of a plain form: put the token into its hidden field; a page that slept renews its session first."""
    return handler(
        f"""(event) => {{
          const form = event.currentTarget, field = form.elements.{FIELD};
          field.value = formToken();
          if (!mustRenew()) return;
          event.preventDefault();
          renewed().then(() => {{ field.value = formToken(); form.submit(); }});
        }}"""
    )

"""Forms that the browser itself sends."""

from typing import Any

from chat_app.live.browser.javascript import handler, shared_file

shared_file("session_renewal.page.js", "renewed", "mustRenew", "wayOut")


def renewing_first() -> Any:
    """On submit of a plain form: a page that slept renews its session, then the form is sent."""
    return handler(
        """(event) => {
          if (!mustRenew()) return;
          const form = event.currentTarget;
          event.preventDefault();
          renewed().then(() => form.submit());
        }"""
    )

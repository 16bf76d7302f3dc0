"""Links inside the app, which change the page without loading it anew, and links out of it.

`rx.el.a` is not what it seems: given an `href`, Reflex turns it into a link inside the app.
"""

from typing import Any

import reflex as rx

from chat_app.live.reflex_parts import ReactRouterLink


def link(*children: Any, href: str | rx.Var[str], **props: Any) -> rx.Component:
    """Return an `<a>` to a page of this app."""
    return ReactRouterLink.create(*children, to=href, **props)


def document_link(*children: Any, href: str | rx.Var[str], **props: Any) -> rx.Component:
    """Return an `<a>` that loads its target as a document: `/auth/…`, a download, another site."""
    return ReactRouterLink.create(*children, to=href, reload_document=True, **props)
